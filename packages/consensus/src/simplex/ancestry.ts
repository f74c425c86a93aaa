/**
 * Ancestry: what a block must prove of the views before it, and how to prove that it did not (E5).
 *
 * Ancestry is the parent's Notarization or Finalization, unless the parent is the epoch's base, then the Nullification
 * of each view between. The header commits to it (`skip-root.ts`), so a flaw can be shown with one certificate of
 * thousands.
 * @module
 */
import type { Committee } from './certificates.ts';
import { isCertificate } from './certificates.ts';
import { commitsTo, openingOf, opensTo, skipRootOf, treeRootOf } from './skip-root.ts';
import type { AncestryFlaw, Block, Certificate, Header } from './types.ts';

/** The parent's certificate, if the block claims a parent above the base, and the nullifications. */
export function splitAncestry(block: Block): readonly [Certificate | undefined, readonly Certificate[]] {
  if (block.header.parentView === 0) return [undefined, block.ancestry];
  return [block.ancestry[0], block.ancestry.slice(1)];
}

/**
 * Whether the body is the one the header commits to, and proves that the block may stand where it stands.
 * @param isVerified spares the check of certificates that were verified before, bit for bit.
 */
export function isAncestryValid(
  committee: Committee,
  block: Block,
  isVerified: (certificate: Certificate) => boolean = () => false,
): boolean {
  const { header, ancestry } = block;
  return (
    isHeaderSound(committee, header) &&
    ancestry.length === countDemanded(header) &&
    ancestry.every((certificate, index) => isInPlace(header, index, certificate)) &&
    skipRootOf(committee.ciphers, ancestry) === header.skipRoot &&
    ancestry.every((certificate) => isVerified(certificate) || isCertificate(committee, certificate))
  );
}

/** A provable flaw; `undefined` if there is none, or if the body is not the header's, which proves nothing. */
export function findFlaw(committee: Committee, block: Block): AncestryFlaw | undefined {
  const { header, ancestry } = block;
  const { ciphers } = committee;
  if (!isHeaderSound(committee, header)) return { kind: 'header' };
  const count = ancestry.length;
  const treeRoot = treeRootOf(ciphers, ancestry);
  if (!commitsTo(ciphers, header.skipRoot, count, treeRoot)) return undefined;
  if (count !== countDemanded(header)) return { kind: 'count', count, treeRoot };
  const index = ancestry.findIndex(
    (certificate, place) => !isInPlace(header, place, certificate) || !isCertificate(committee, certificate),
  );
  if (index < 0) return undefined;
  return {
    kind: 'certificate',
    index,
    certificate: ancestry[index]!,
    path: openingOf(ciphers, ancestry, index),
  };
}

/** Verifies a flaw from scratch, for a judge who has the header alone. */
export function isFlawed(committee: Committee, header: Header, flaw: AncestryFlaw): boolean {
  const { ciphers } = committee;
  switch (flaw.kind) {
    case 'header':
      return !isHeaderSound(committee, header);
    case 'count':
      return (
        flaw.count !== countDemanded(header) && commitsTo(ciphers, header.skipRoot, flaw.count, flaw.treeRoot)
      );
    default: {
      const { index, certificate, path } = flaw;
      const count = countDemanded(header);
      if (!opensTo(ciphers, header.skipRoot, { index, count }, certificate, path)) return false;
      return !isInPlace(header, index, certificate) || !isCertificate(committee, certificate);
    }
  }
}

function isHeaderSound(committee: Committee, { epoch, view, parentView, parent }: Header): boolean {
  if (epoch !== committee.epoch || parentView >= view) return false;
  return parentView > 0 || parent === committee.base.block;
}

function countDemanded({ view, parentView }: Header): number {
  return view - parentView - 1 + (parentView > 0 ? 1 : 0);
}

/** Whether the certificate says what number `index` of the ancestry must say. Nothing of its signatures. */
function isInPlace(
  { parentView, parent }: Header,
  index: number,
  { kind, view, block }: Certificate,
): boolean {
  if (parentView > 0 && index === 0) return kind !== 'nullify' && view === parentView && block === parent;
  return kind === 'nullify' && view === parentView + index + (parentView > 0 ? 0 : 1);
}
