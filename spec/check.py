"""Computes frozen vectors again from the pages of this folder, with none of the project's code (Python 3.8, no packages).

Not a node: it knows the rules that the vectors exercise, and says where a vector and a page disagree.
"""
import hashlib
import json
import pathlib

HERE = pathlib.Path(__file__).parent
unhex = bytes.fromhex


def load(name):
    return json.loads((HERE / name).read_text())


def sha(data):
    return hashlib.sha256(data).digest()


def varint(value):
    out = b''
    while value >= 128:
        out += bytes([value & 127 | 128])
        value >>= 7
    return out + bytes([value])


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def raw(self, count):
        assert self.at + count <= len(self.data), 'truncated'
        self.at += count
        return self.data[self.at - count:self.at]

    def uint(self, size):
        return int.from_bytes(self.raw(size), 'big')

    def varint(self):
        value = shift = 0
        while True:
            byte = self.uint(1)
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def counted(self):
        return self.raw(self.varint())

    def optional(self):
        size = self.varint()
        return None if size == 0 else self.raw(size - 1)

    def short(self):
        return self.raw(self.uint(2))

    def end(self):
        assert self.at == len(self.data), 'bytes left over'


def fields(data):
    """Protobuf fields as (number, value)."""
    reader, out = Reader(data), []
    while reader.at < len(data):
        tag = reader.varint()
        out.append((tag >> 3, reader.counted() if tag & 7 == 2 else reader.varint()))
    return out


def field(number, data):
    return varint(number << 3 | 2) + varint(len(data)) + data


# state.md


def flat_key(system, zone, space, key):
    body = b'\x08\x01' if system else b''
    body += b'\x12' + bytes([len(zone)]) + zone if zone else b''
    body += b'\x18' + varint(space) if space else b''
    return b'\x0a' + bytes([len(body)]) + body + (field(2, key) if key else b'')


def path_of(system, zone, space, key):
    if system and not zone:
        home = key[:25] if space >= 2 else b''
    else:
        home = key[:25] if space >= 0x80000000 else zone
    return sha(home)[:8] + sha(flat_key(system, zone, space, key))


def leaf(path, value_hash):
    return b'\x01\x40' + sha(sha(path + bytes(24)) + value_hash)[:30]


def inner(depth, left, right):
    return depth.to_bytes(2, 'big') + sha(left + right)[:30]


def bit(path, index):
    return path[index >> 3] >> (7 - (index & 7)) & 1


def root_of(leaves):
    """Of (path, value hash) pairs."""
    if not leaves:
        return bytes(32)
    if len(leaves) == 1:
        return leaf(*leaves[0])
    for depth in range(320):
        sides = [[each for each in leaves if bit(each[0], depth) == side] for side in (0, 1)]
        if all(sides):
            return inner(depth, root_of(sides[0]), root_of(sides[1]))
    raise AssertionError('two leaves with one path')


def root_of_state(state):
    return root_of([(path_of(*name), sha(value)) for name, value in state.items()])


def proof_holds(root, path, value, proof):
    reader = Reader(proof)
    kind = reader.uint(1)
    if kind == 0:
        return value is None and root == bytes(32)
    if kind == 2:
        other, value_hash = reader.raw(40), reader.raw(32)
        assert value is None and other != path
        label = leaf(other, value_hash)
    else:
        label = leaf(path, sha(value))
    siblings = [(reader.uint(2), reader.raw(32)) for _ in range(reader.varint())]
    reader.end()
    for depth, sibling in reversed(siblings):
        label = inner(depth, sibling, label) if bit(path, depth) else inner(depth, label, sibling)
    return label == root


def node(reader, entries, tags):
    """The label of a multiproof's node; `entries` are used up in order."""
    tag = reader.uint(1)
    if tag == 2:
        depth = reader.uint(2)
        left = node(reader, entries, tags)
        return inner(depth, left, node(reader, entries, tags))
    tags.append(tag)
    if tag == 0:
        return reader.raw(32)
    if tag == 1:
        return leaf(reader.raw(40), reader.raw(32))
    return leaf(*entries.pop(0)) if tag == 3 else bytes(32)


def check_state():
    vectors = load('state-vectors.json')
    state, paths = {}, {}
    for entry in vectors['entries']:
        name = (entry['system'], unhex(entry['zone']), entry['id'], unhex(entry['key']))
        state[name] = unhex(entry['value'])
        paths[flat_key(*name)] = path_of(*name)
        assert flat_key(*name).hex() == entry['flatKey']
        assert path_of(*name).hex() == entry['path']
        assert leaf(path_of(*name), sha(state[name])).hex() == entry['leaf']
    root = root_of_state(state)
    assert root.hex() == vectors['roots']['first']
    for side, shard in enumerate(['zero', 'one']):
        part = {name: value for name, value in state.items() if bit(path_of(*name), 0) == side}
        assert root_of_state(part).hex() == vectors['shards'][shard]
    balances, notes = (True, bytes([9]) * 25, 0x80000001), (False, bytes([3]) * 25, 5)
    absent = (*balances, unhex(vectors['exclusion']['key']))
    paths[flat_key(*absent)] = path_of(*absent)
    included = list(state.items())[vectors['inclusion']['entry']]
    assert proof_holds(root, path_of(*included[0]), included[1], unhex(vectors['inclusion']['proof']))
    assert proof_holds(root, path_of(*absent), None, unhex(vectors['exclusion']['proof']))

    reader = Reader(unhex(vectors['witness']))
    assert reader.uint(1) == 1
    entries = [(reader.counted(), reader.optional()) for _ in range(reader.varint())]
    assert entries == sorted(entries, key=lambda entry: entry[0])
    for _ in range(reader.varint()):
        flags = reader.uint(1)
        reader.counted()
        if flags & 2:
            reader.counted()
    claims = sorted((paths[flat], sha(value)) for flat, value in entries if value is not None)
    assert node(reader, claims, []) == root and not claims
    reader.end()

    reader = Reader(unhex(vectors['chunk']))
    assert reader.uint(1) == 1
    claims = [(paths[reader.counted()], sha(reader.counted())) for _ in range(reader.varint())]
    assert claims == sorted(claims) and len(claims) == len(state)
    tags = []
    assert node(reader, claims, tags) == root and set(tags) == {3}
    reader.end()

    state[(*balances, bytes([2]) * 25)] = b'two'
    del state[(*notes, b'k')]
    assert root_of_state(state).hex() == vectors['roots']['second']

    reader = Reader(unhex(vectors['record']))
    head = (reader.uint(4), reader.counted(), reader.raw(32).hex(), reader.counted(), reader.uint(1))
    assert head[0] == 1 and len(head[1]) == 34 and head[2] == vectors['roots']['second'] and head[4] == 1
    changes = [(reader.counted(), reader.optional(), reader.optional()) for _ in range(reader.varint())]
    reader.end()
    assert changes == [
        (flat_key(*notes, b'k'), None, b'v'),
        (flat_key(*balances, bytes([2]) * 25), b'two', b''),
    ]
    segment = vectors['segment']
    header, framed = unhex(segment['header']), unhex(segment['framedRecord'])
    assert header[:12] == b'ASHLOG\0\1\0\0\0\1' and header[12:32] == sha(header[:12] + header[32:])[:20]
    record = unhex(vectors['record'])
    body = len(record).to_bytes(4, 'big') + record
    assert framed == body + sha(header[32:] + body) and framed[-32:].hex() == segment['digest']


# wire.md and kernel.md


def merkle(digests):
    if not digests:
        return sha(b'')
    while len(digests) > 1:
        digests = [sha(b''.join(digests[at:at + 2])) if at + 1 < len(digests) else digests[at]
                   for at in range(0, len(digests), 2)]
    return digests[0]


def multihash(digest):
    return b'\x12\x20' + digest


def hashing(size):
    return 1_385 + size


def merkle_ticks(leaves):
    def nodes(count):
        if count <= 2:
            return 1
        even = count + count % 2
        return even - 1 if even & (even - 1) == 0 else even // 2 + nodes(even // 2)
    return 1 + (leaves + 1) * (102 + 404 * 34) + nodes(leaves) * (1_385 + 64)


class Transaction:
    def __init__(self, data):
        parts = fields(data)
        self.size = len(data)
        self.header = dict(parts)[2]
        self.head = dict(fields(self.header))
        self.operations = [value for number, value in parts if number == 3]
        self.signatures = b''.join(value for number, value in parts if number == 4)
        assert dict(parts)[1] == multihash(sha(self.header))
        assert self.head[4] == multihash(merkle([sha(each) for each in self.operations]))

    def prepared(self):
        """Ticks of steps 1 to 6 but the operations."""
        hashes = sum(1_570 + hashing(len(each)) for each in [self.header, *self.operations])
        calls = 1_072 + 1_046 + 12_653 + 29_630 + 822 + 749 + 729
        return hashes + merkle_ticks(len(self.operations)) + calls


def genesis_of(world):
    data = unhex(world['genesis']['bytes'])
    assert multihash(sha(data)).hex() == world['genesis']['chainId']
    state = {}
    for _, entry in fields(data):
        parts = dict(fields(entry))
        space = dict(fields(parts[1]))
        name = (bool(space.get(1, 0)), space.get(2, b''), space.get(3, 0), parts.get(2, b''))
        state[name] = parts.get(3, b'')
    state[metadata('chain_id')] = unhex(world['genesis']['chainId'])
    assert root_of_state(state).hex() == world['genesis']['root']
    return state


def metadata(name):
    return (True, b'', 0, multihash(sha(b'object_key::' + name.encode())))


def header_checked(world):
    parts = fields(unhex(world['block']))
    header = dict(parts)[2]
    head = dict(fields(header))
    transactions = [Transaction(value) for number, value in parts if number == 3]
    leaves = [sha(part) for each in transactions for part in (each.header, each.signatures)]
    assert dict(parts)[1] == multihash(sha(header)) and head[1] == multihash(bytes(32))
    assert head[4].hex() == '1220' + world['genesis']['root'] and head[5] == multihash(merkle(leaves))
    return dict(parts), header, transactions


def check_kernel():
    vectors = load('kernel-vectors.json')
    genesis_of(vectors['native'])
    header_checked(vectors['native'])
    world = vectors['plain']
    state = genesis_of(world)
    block, header, transactions = header_checked(world)
    state[metadata('head_block')] = field(1, block[1]) + field(2, header) + field(4, block[4])
    for each in transactions:
        state[(True, b'', 4, each.head[5])] = each.head[3]
    upload = dict(fields(dict(fields(transactions[0].operations[0]))[1]))
    contract, code = upload[1], upload[2]
    contract_metadata = field(1, multihash(sha(code))) + field(1000, b'wasm/1')
    state[(True, b'', 2, contract)] = code
    state[(True, b'', 3, contract)] = contract_metadata
    state[(False, contract, 1, b'k')] = b'value'
    assert root_of_state(state).hex() == world['root']

    arguments = code[code.rindex(b'\x41\x00\x0b') + 3]  # The data segment is the arguments of both calls.
    opcodes = 2 * (6 + 1 + 1) + 1
    run = 685 + 3_573 + 2 * len(code) + opcodes + arguments + (1_057 + 5) + (1_222 + 101)
    uploading = 3_130 + 12_653 + 29_630 + 20 * len(code) + hashing(len(code)) + len(code) + len(contract_metadata)
    ends, failing = 721 + 735, 685 + 3_573 + 735
    expected = [uploading + ends, 2 * run + ends, run + failing, ends]
    ticks = [each.prepared() + more for each, more in zip(transactions, expected)]
    assert ticks == [int(each['ticks']) for each in world['transactions']]
    sizes = [each.size for each in transactions]
    assert sizes == [int(each['network']) for each in world['transactions']]
    nonce = 25 + 2
    disk = [nonce + 25 + len(code) + 25 + len(contract_metadata), nonce + 1 + 5, 0, 0]
    assert disk == [int(each['disk']) for each in world['transactions']]
    for index, each in enumerate(world['transactions']):
        assert int(each['rcUsed']) == ticks[index] - 735 + 5 * sizes[index] + 10 * disk[index]
    hashes = 2 * (1_570 + hashing(len(header)))
    hashes += sum(1_570 + hashing(len(part)) for each in transactions for part in (each.header, each.signatures))
    own = hashes + merkle_ticks(2 * len(transactions)) + 4_499 + 730 + 741 + 735 + 753
    assert int(world['used']['ticks']) == own + sum(ticks) + 12_542 * len(transactions)


# consensus/simplex.md

HEADER_BYTES = 5 * 8 + 4 * 32


def statement(reader):
    return reader.uint(1), reader.uint(8), reader.raw(32)


def certificate(reader):
    return statement(reader), reader.short(), reader.short()


def block_body(reader):
    return reader.raw(HEADER_BYTES), [certificate(reader) for _ in range(reader.uint(2))]


def crc32c(data):
    rest = 0xffffffff
    for byte in data:
        rest ^= byte
        for _ in range(8):
            rest = rest >> 1 ^ (0x82f63b78 if rest & 1 else 0)
    return rest ^ 0xffffffff


def check_simplex():
    vectors = load('consensus/vectors.json')
    header = unhex(vectors['header'])
    assert sha(header).hex() == vectors['blockHash'] and len(header) == HEADER_BYTES
    signed = Reader(unhex(vectors['statement']))
    assert signed.short() == b'ashlar/chain' and signed.uint(8) == 3
    assert statement(signed) == (2, 7, unhex(vectors['blockHash']))
    signed.end()
    readers = [
        lambda r: (block_body(r), r.short()),
        lambda r: (statement(r), r.uint(2), r.short()),
        lambda r: [certificate(r) for _ in range(r.uint(2))],
        lambda r: r.uint(8),
        lambda r: (r.raw(32), r.uint(8)),
        lambda r: [block_body(r) for _ in range(r.uint(2))],
    ]
    for message in vectors['messages']:
        reader = Reader(unhex(message))
        assert reader.uint(8) == 3
        readers[reader.uint(1)](reader)
        reader.end()
    records = [
        statement,
        certificate,
        block_body,
        lambda r: r.raw(24),
        lambda r: (r.raw(32 + 24 + 32), certificate(r) if r.uint(1) else None),
    ]
    for frame in vectors['frames']:
        reader = Reader(unhex(frame))
        size, check = reader.uint(4), reader.uint(4)
        body = reader.raw(size)
        reader.end()
        assert crc32c(body) == check
        reader = Reader(body)
        records[reader.uint(1)](reader)
        reader.end()


# rholang.md


def compress(data, last_node, fanout=0):
    """BLAKE2b of whole blocks, with the generator's parameters."""
    return hashlib.blake2b(data, fanout=fanout, depth=255, inner_size=32, last_node=last_node).digest()


def names(blocks, path, fanout=0):
    """The first two names of a generator that has absorbed `blocks`."""
    both = compress(blocks + path + bytes(128 - len(path)), True, fanout)
    return [both[:32].hex(), both[32:].hex()]


def check_rholang():
    vectors = load('rholang-vectors.json')
    for case in vectors['random']:
        seed = unhex(case['seed'])
        path = b''.join(index.to_bytes(2, 'little') for _, index in case['splits'])
        assert names(seed + bytes(-len(seed) % 128), path) == case['names']
    assert names(bytes(range(112)) + bytes(16), bytes([112]))[0] == vectors['splitPath113']
    children = b''.join(compress(bytes([index]) + bytes(127), False)[:32] for index in (0, 1))
    assert names(children + bytes(64), b'', 2) == vectors['merge01']
    for channel, term in zip(vectors['channelHashes'], ['2a021000']):
        assert hashlib.blake2b(unhex(term), digest_size=32).hexdigest() == channel['hash']
    shard = vectors['genesisNames'][0]
    seed = bytes([4]) + b'root' + b'\0\0' + hashlib.blake2b(b'', digest_size=32).digest()
    assert names(seed + bytes(-len(seed) % 128), bytes([3, 1]))[1] == shard['mergeableTag']
    assert names(seed + bytes(-len(seed) % 128), bytes([6, 1]))[0] == shard['revVault']


if __name__ == '__main__':
    for check in (check_state, check_kernel, check_simplex, check_rholang):
        check()
        print(check.__name__[len('check_'):], 'agrees')
