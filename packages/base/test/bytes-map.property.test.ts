import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BytesMap, hex } from '@ashlar/base';
import fc from 'fast-check';

type Step = Readonly<{ kind: 'set' | 'delete'; key: Uint8Array; value: number }>;
const steps = fc.array(
  fc.record<Step>({
    kind: fc.constantFrom('set', 'delete'),
    key: fc.uint8Array({ maxLength: 2, max: 2 }),
    value: fc.nat(),
  }),
  { maxLength: 60 },
);

test('a map keyed by bytes does what a map keyed by their text does, order of insertion included', () => {
  fc.assert(
    fc.property(steps, (run) => {
      const map = new BytesMap<number>();
      const model = new Map<string, number>();
      for (const { kind, key, value } of run) {
        if (kind === 'set') {
          map.set(key, value);
          model.set(hex(key), value);
        } else {
          assert.equal(map.delete(key), model.delete(hex(key)));
        }
        assert.equal(map.get(key), model.get(hex(key)));
        assert.equal(map.has(key), model.has(hex(key)));
        assert.equal(map.size, model.size);
      }
      assert.deepEqual(
        [...map].map(([key, value]) => [hex(key), value]),
        [...model],
      );
    }),
  );
});

test('keys are copied: what happens to an array later changes no key', () => {
  const key = new Uint8Array([1, 2]);
  const map = new BytesMap<string>().set(key, 'kept');
  key[0] = 9;
  assert.equal(map.get(new Uint8Array([1, 2])), 'kept');
  assert.equal(map.has(key), false);
  for (const [own] of map) own[0] = 7;
  assert.equal(map.get(new Uint8Array([1, 2])), 'kept');
});
