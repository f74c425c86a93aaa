// Generated from fungible.proto. Change that file, not this one.
import { callArguments, entryPoint, loadCall } from '@ashlar/contracts-as/kit/assembly/entry';
import { beginReply, endReply, unknownEntryPoint } from '@ashlar/contracts-as/kit/assembly/exit';
import { readFrom } from '@ashlar/contracts-as/kit/assembly/reader';
import * as contract from '../../assembly/index';
import * as messages from './messages';

function read(): void {
  const bytes = callArguments();
  readFrom(bytes.at, bytes.at + bytes.length);
}

loadCall();
switch (entryPoint()) {
  // name
  case 0x82a3537f: {
    const result = contract.name();
    const body = beginReply();
    result.encode();
    endReply(body);
    break;
  }
  // symbol
  case 0xb76a7ca1: {
    const result = contract.symbol();
    const body = beginReply();
    result.encode();
    endReply(body);
    break;
  }
  // decimals
  case 0xee80fd2f: {
    const result = contract.decimals();
    const body = beginReply();
    result.encode();
    endReply(body);
    break;
  }
  // get_info
  case 0xbd7f6850: {
    const result = contract.getInfo();
    const body = beginReply();
    result.encode();
    endReply(body);
    break;
  }
  // owner
  case 0x4c102969: {
    const result = contract.owner();
    const body = beginReply();
    result.encode();
    endReply(body);
    break;
  }
  // total_supply
  case 0xb0da3934: {
    const result = contract.totalSupply();
    const body = beginReply();
    result.encode();
    endReply(body);
    break;
  }
  // balance_of
  case 0x5c721497: {
    const args = new messages.BalanceOfArguments();
    read();
    args.decode();
    const result = contract.balanceOf(args);
    const body = beginReply();
    result.encode();
    endReply(body);
    break;
  }
  // allowance
  case 0x32f09fa1: {
    const args = new messages.AllowanceArguments();
    read();
    args.decode();
    const result = contract.allowance(args);
    const body = beginReply();
    result.encode();
    endReply(body);
    break;
  }
  // get_allowances
  case 0x8fa16456: {
    const args = new messages.GetAllowancesArguments();
    read();
    args.decode();
    const result = contract.getAllowances(args);
    const body = beginReply();
    result.encode();
    endReply(body);
    break;
  }
  // approve
  case 0x74e21680: {
    const args = new messages.ApproveArguments();
    read();
    args.decode();
    contract.approve(args);
    endReply(beginReply());
    break;
  }
  // transfer
  case 0x27f576ca: {
    const args = new messages.TransferArguments();
    read();
    args.decode();
    contract.transfer(args);
    endReply(beginReply());
    break;
  }
  // mint
  case 0xdc6f17bb: {
    const args = new messages.MintArguments();
    read();
    args.decode();
    contract.mint(args);
    endReply(beginReply());
    break;
  }
  // burn
  case 0x859facc5: {
    const args = new messages.BurnArguments();
    read();
    args.decode();
    contract.burn(args);
    endReply(beginReply());
    break;
  }
  // transfer_ownership
  case 0x394be702: {
    const args = new messages.TransferOwnershipArguments();
    read();
    args.decode();
    contract.transferOwnership(args);
    endReply(beginReply());
    break;
  }
  default:
    unknownEntryPoint();
}
