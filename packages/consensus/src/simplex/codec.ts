/**
 * Canonical bytes of everything simplex signs, sends or stores. One value, one encoding; a decoder refuses the rest.
 *
 * Numbers are big-endian; signers are a bitmap without trailing zero bytes; a block's hash is not sent but computed.
 * The layout is frozen by `test/simplex-codec.vectors.test.ts` and described in `spec/consensus/simplex.md`.
 * @module
 */
import { assert, hex } from '@ashlar/base';
import type { Reader } from './bytes.ts';
import { read, Writer } from './bytes.ts';
import type { Ciphers } from './config.ts';
import { BLOCKS_PER_MESSAGE_MAX, CERTIFICATES_PER_MESSAGE_MAX, SKIPS_MAX, VALIDATORS_MAX } from './config.ts';
import type {
  AncestryFlaw,
  Block,
  Certificate,
  Digest,
  Evidence,
  Floor,
  Header,
  Index,
  LogRecord,
  Message,
  Statement,
  Vote,
  VoteKind,
} from './types.ts';
import { NONE } from './types.ts';

export const SIGNATURE_BYTES_MAX = 96;
const KINDS: readonly VoteKind[] = ['notarize', 'nullify', 'finalize'];
const BITMAP_BYTES_MAX = VALIDATORS_MAX / 8;
/** The parent's certificate and one nullification a skipped view. */
const ANCESTRY_MAX = SKIPS_MAX + 1;

/** What a vote's signature is over: `domain ‖ kind ‖ epoch ‖ view ‖ block`. */
export function statementBytes(domain: Uint8Array, epoch: number, statement: Statement): Uint8Array {
  return writeStatement(new Writer().short(domain).u64(epoch), statement).done();
}

export function headerBytes(header: Header): Uint8Array {
  return writeHeader(new Writer(), header).done();
}

export function hashOf(ciphers: Ciphers, header: Header): Digest {
  return hex(ciphers.hash(headerBytes(header))) as Digest;
}

export function certificateBytes(certificate: Certificate): Uint8Array {
  return writeCertificate(new Writer(), certificate).done();
}

export function blockBytes(block: Block): Uint8Array {
  return writeBlock(new Writer(), block).done();
}

export function decodeCertificate(bytes: Uint8Array): Certificate | undefined {
  return read(bytes, readCertificate);
}

export function decodeBlock(ciphers: Ciphers, bytes: Uint8Array): Block | undefined {
  return read(bytes, (reader) => readBlock(reader, ciphers));
}

const MESSAGE_TAGS = [
  'proposal',
  'vote',
  'certificates',
  'wantCertificates',
  'wantBlocks',
  'blocks',
] as const;

/** `epoch ‖ tag ‖ fields`: the epoch tells the receiving driver which machine it is for. */
export function encodeMessage(epoch: number, message: Message): Uint8Array {
  const writer = new Writer().u64(epoch).u8(MESSAGE_TAGS.indexOf(message.kind));
  switch (message.kind) {
    case 'proposal':
      return writeBlock(writer, message.block).short(message.signature).done();
    case 'vote':
      return writeVote(writer, message.vote).done();
    case 'certificates':
      return writer.list(message.certificates, writeCertificate).done();
    case 'wantCertificates':
      return writer.u64(message.view).done();
    case 'wantBlocks':
      return writer.digest(message.block).u64(message.aboveHeight).done();
    default:
      return writer.list(message.blocks, writeBlock).done();
  }
}

export type Envelope = Readonly<{ epoch: number; message: Message }>;

/** `undefined` if the bytes are not the canonical encoding of a message within all limits. */
export function decodeMessage(ciphers: Ciphers, bytes: Uint8Array): Envelope | undefined {
  return read(bytes, (reader) => {
    const epoch = reader.u64();
    const tag = MESSAGE_TAGS[reader.u8()];
    return { epoch, message: readMessage(reader, ciphers, tag) };
  });
}

function readMessage(
  reader: Reader,
  ciphers: Ciphers,
  tag: (typeof MESSAGE_TAGS)[number] | undefined,
): Message {
  switch (tag) {
    case 'proposal':
      return { kind: tag, block: readBlock(reader, ciphers), signature: reader.short(SIGNATURE_BYTES_MAX) };
    case 'vote':
      return { kind: tag, vote: readVote(reader) };
    case 'certificates':
      return { kind: tag, certificates: reader.list(CERTIFICATES_PER_MESSAGE_MAX, readCertificate) };
    case 'wantCertificates':
      return { kind: tag, view: reader.u64() };
    case 'wantBlocks':
      return { kind: tag, block: reader.digest(), aboveHeight: reader.u64() };
    default:
      reader.check(tag === 'blocks');
      return {
        kind: 'blocks',
        blocks: reader.list(BLOCKS_PER_MESSAGE_MAX, (inner) => readBlock(inner, ciphers)),
      };
  }
}

const RECORD_TAGS = ['vote', 'certificate', 'block', 'enter', 'floor'] as const;

export function encodeRecord(record: LogRecord): Uint8Array {
  const writer = new Writer().u8(RECORD_TAGS.indexOf(record.kind));
  switch (record.kind) {
    case 'vote':
      return writeStatement(writer, record.statement).done();
    case 'certificate':
      return writeCertificate(writer, record.certificate).done();
    case 'block':
      return writeBlock(writer, record.block).done();
    case 'enter':
      return writer.u64(record.view).u64(record.voteCount).u64(record.silentThrough).done();
    default:
      return writeFloor(writer, record.floor).done();
  }
}

export function decodeRecord(ciphers: Ciphers, bytes: Uint8Array): LogRecord | undefined {
  return read(bytes, (reader): LogRecord => {
    const tag = RECORD_TAGS[reader.u8()];
    switch (tag) {
      case 'vote':
        return { kind: tag, statement: readStatement(reader) };
      case 'certificate':
        return { kind: tag, certificate: readCertificate(reader) };
      case 'block':
        return { kind: tag, block: readBlock(reader, ciphers) };
      case 'enter':
        return { kind: tag, view: reader.u64(), voteCount: reader.u64(), silentThrough: reader.u64() };
      default:
        reader.check(tag === 'floor');
        return { kind: 'floor', floor: readFloor(reader) };
    }
  });
}

const EVIDENCE_TAGS = ['E1', 'E2', 'E3', 'E4', 'E5'] as const;

/** What `submit evidence` carries on chain. */
export function encodeEvidence(evidence: Evidence): Uint8Array {
  const writer = new Writer().u8(EVIDENCE_TAGS.indexOf(evidence.kind)).u64(evidence.epoch);
  if (evidence.kind === 'E5') {
    writeHeader(writeCertificate(writer, evidence.attestation), evidence.header);
    return writeFlaw(writer, evidence.flaw).done();
  }
  return writeCertificate(writeCertificate(writer, evidence.first), evidence.second).done();
}

export function decodeEvidence(bytes: Uint8Array): Evidence | undefined {
  return read(bytes, (reader): Evidence => {
    const kind = EVIDENCE_TAGS[reader.u8()];
    const epoch = reader.u64();
    const first = readCertificate(reader);
    if (kind === 'E5')
      return { kind, epoch, attestation: first, header: readHeader(reader), flaw: readFlaw(reader) };
    reader.check(kind !== undefined);
    return { kind: kind!, epoch, first, second: readCertificate(reader) };
  });
}

const FLAW_TAGS = ['header', 'count', 'certificate'] as const;
/** Depth of the tree over the longest ancestry. */
const PATH_MAX = 13;

function writeFlaw(writer: Writer, flaw: AncestryFlaw): Writer {
  writer.u8(FLAW_TAGS.indexOf(flaw.kind));
  if (flaw.kind === 'header') return writer;
  if (flaw.kind === 'count') return writer.u32(flaw.count).digest(flaw.treeRoot);
  return writeCertificate(writer.u32(flaw.index), flaw.certificate).list(flaw.path, (inner, digest) =>
    inner.digest(digest),
  );
}

function readFlaw(reader: Reader): AncestryFlaw {
  const kind = FLAW_TAGS[reader.u8()];
  if (kind === 'header') return { kind };
  if (kind === 'count') return { kind, count: reader.u32(), treeRoot: reader.digest() };
  reader.check(kind === 'certificate');
  const [index, certificate] = [reader.u32(), readCertificate(reader)];
  return { kind: 'certificate', index, certificate, path: reader.list(PATH_MAX, (inner) => inner.digest()) };
}

function writeStatement(writer: Writer, { kind, view, block }: Statement): Writer {
  return writer.u8(KINDS.indexOf(kind)).u64(view).digest(block);
}

function readStatement(reader: Reader): Statement {
  const kind = KINDS[reader.u8()];
  reader.check(kind !== undefined);
  const view = reader.u64();
  const block = reader.digest();
  reader.check(view > 0 && (block === NONE) === (kind === 'nullify'));
  return { kind: kind!, view, block };
}

function writeVote(writer: Writer, vote: Vote): Writer {
  return writeStatement(writer, vote).u16(vote.signer).short(vote.signature);
}

function readVote(reader: Reader): Vote {
  const statement = readStatement(reader);
  const signer = reader.u16();
  reader.check(signer < VALIDATORS_MAX);
  return { ...statement, signer, signature: reader.short(SIGNATURE_BYTES_MAX) };
}

function writeCertificate(writer: Writer, certificate: Certificate): Writer {
  return writeStatement(writer, certificate)
    .short(bitmapOf(certificate.signers))
    .short(certificate.signature);
}

function readCertificate(reader: Reader): Certificate {
  const statement = readStatement(reader);
  const bitmap = reader.short(BITMAP_BYTES_MAX);
  reader.check(bitmap.length > 0 && bitmap.at(-1) !== 0);
  return { ...statement, signers: signersOf(bitmap), signature: reader.short(SIGNATURE_BYTES_MAX) };
}

function writeHeader(writer: Writer, header: Header): Writer {
  return writer
    .u64(header.epoch)
    .u64(header.view)
    .u64(header.height)
    .digest(header.parent)
    .u64(header.parentView)
    .digest(header.skipRoot)
    .digest(header.payload)
    .digest(header.nextSet)
    .u64(header.timeMs);
}

function readHeader(reader: Reader): Header {
  return {
    epoch: reader.u64(),
    view: reader.u64(),
    height: reader.u64(),
    parent: reader.digest(),
    parentView: reader.u64(),
    skipRoot: reader.digest(),
    payload: reader.digest(),
    nextSet: reader.digest(),
    timeMs: reader.u64(),
  };
}

function writeBlock(writer: Writer, block: Block): Writer {
  return writeHeader(writer, block.header).list(block.ancestry, writeCertificate);
}

function readBlock(reader: Reader, ciphers: Ciphers): Block {
  const header = readHeader(reader);
  return { hash: hashOf(ciphers, header), header, ancestry: reader.list(ANCESTRY_MAX, readCertificate) };
}

function writeFloor(writer: Writer, floor: Floor): Writer {
  writer.digest(floor.block).u64(floor.height).u64(floor.view).u64(floor.timeMs).digest(floor.nextSet);
  if (floor.finalization === undefined) return writer.u8(0);
  return writeCertificate(writer.u8(1), floor.finalization);
}

function readFloor(reader: Reader): Floor {
  const floor = {
    block: reader.digest(),
    height: reader.u64(),
    view: reader.u64(),
    timeMs: reader.u64(),
    nextSet: reader.digest(),
  };
  const present = reader.u8();
  reader.check(present <= 1);
  return { ...floor, finalization: present === 1 ? readCertificate(reader) : undefined };
}

/** Bit `i % 8` of byte `i / 8` for signer `i`; no trailing zero bytes. */
function bitmapOf(signers: readonly Index[]): Uint8Array {
  assert(signers.length > 0, 'a certificate has signers');
  const bitmap = new Uint8Array((signers.at(-1)! >> 3) + 1);
  for (const signer of signers) bitmap[signer >> 3]! |= 1 << (signer & 7);
  return bitmap;
}

function signersOf(bitmap: Uint8Array): readonly Index[] {
  const signers: Index[] = [];
  bitmap.forEach((byte, offset) => {
    for (let bit = 0; bit < 8; bit++) if ((byte & (1 << bit)) !== 0) signers.push(offset * 8 + bit);
  });
  return signers;
}
