/**
 * The names that the system gives (`spec/rholang.md` 6.2): what each is, and of how many values its messages are.
 * @module
 */

/** `arities`: counts of values that are taken; none for what is a value, or a name whose messages others define. */
export type SystemName = Readonly<{ uri: string; arities: readonly number[]; text: string }>;

const hash = (name: string): SystemName => ({
  uri: `rho:crypto:${name}Hash`,
  arities: [2],
  text: '(bytes, ack): answers the hash of a byte array.',
});
const verify = (name: string, what: string): SystemName => ({
  uri: `rho:crypto:${name}Verify`,
  arities: [4],
  text: `(${what}, signature, public key, ack): answers whether the signature is right.`,
});

const NAMES: readonly SystemName[] = [
  { uri: 'rho:io:stdout', arities: [1], text: '(value): prints a line.' },
  { uri: 'rho:io:stdoutAck', arities: [2], text: '(value, ack): prints a line, then answers Nil.' },
  { uri: 'rho:io:stderr', arities: [1], text: '(value): prints a line of errors.' },
  { uri: 'rho:io:stderrAck', arities: [2], text: '(value, ack): prints a line of errors, then answers Nil.' },
  hash('sha256'),
  hash('keccak256'),
  hash('blake2b256'),
  verify('ed25519', 'bytes'),
  verify('secp256k1', 'digest of 32 bytes'),
  {
    uri: 'rho:rev:address',
    arities: [3],
    text: '("validate" | "fromPublicKey" | "fromDeployerId" | "fromUnforgeable", value, ack): REV addresses.',
  },
  {
    uri: 'rho:rchain:deployerId:ops',
    arities: [3],
    text: '("pubKeyBytes", deployer id, ack): the public key of a deployer.',
  },
  { uri: 'rho:registry:ops', arities: [3], text: '("buildUri", public key, ack): the URI of a key.' },
  { uri: 'rho:registry:lookup', arities: [2], text: '(uri, ack): answers what is registered there, or Nil.' },
  {
    uri: 'rho:registry:insertArbitrary',
    arities: [2],
    text: '(value, ack): registers a value under a URI of its own, which it answers.',
  },
  {
    uri: 'rho:registry:insertSigned:secp256k1',
    arities: [3, 4],
    text: '((nonce, value), deployer id, ack), or RChain 0.12 (key, (nonce, value), signature, ack): registers a value.',
  },
  { uri: 'rho:block:data', arities: [1], text: '(ack): answers number and maker of the block.' },
  { uri: 'rho:casper:invalidBlocks', arities: [1], text: '(ack): answers the blocks known to be invalid.' },
  {
    uri: 'rho:ashlar:call',
    arities: [],
    text: '(contract id, entry point, arguments, ack): runs a contract of another engine in the same transaction.',
  },
  {
    uri: 'rho:rchain:deployId',
    arities: [],
    text: 'The id of this deploy, as a name that its client can read.',
  },
  {
    uri: 'rho:rchain:deployerId',
    arities: [],
    text: 'Who signed this deploy; nobody else can have it.',
  },
  { uri: 'rho:lang:either', arities: [], text: 'Registry: results that may be errors.' },
  { uri: 'rho:lang:listOps', arities: [], text: 'Registry: operations on lists.' },
  { uri: 'rho:lang:namespace', arities: [], text: 'Registry: namespaces with admission by pattern.' },
  { uri: 'rho:lang:nonNegativeNumber', arities: [], text: 'Registry: counters that do not go below 0.' },
  { uri: 'rho:lang:specialK', arities: [], text: "Registry: SpecialK's verbs." },
  { uri: 'rho:lang:stack', arities: [], text: 'Registry: stacks.' },
  { uri: 'rho:lang:treeHashMap', arities: [], text: 'Registry: maps in a tree of hashes.' },
  { uri: 'rho:rchain:authKey', arities: [], text: 'Registry: keys that open what their maker locked.' },
  { uri: 'rho:rchain:makeMint', arities: [], text: 'Registry: currencies, their mints and purses.' },
  {
    uri: 'rho:rchain:multiSigRevVault',
    arities: [],
    text: 'Registry: vaults that several open together.',
  },
  { uri: 'rho:rchain:pos', arities: [], text: 'Registry: proof of stake.' },
  { uri: 'rho:rchain:revVault', arities: [], text: "Registry: vaults of the chain's coins." },
];
const byUri: ReadonlyMap<string, SystemName> = new Map(NAMES.map((name) => [name.uri, name]));

/** What the system gives under a URI; undefined for those it does not know. */
export const systemName = (uri: string): SystemName | undefined => byUri.get(uri);
