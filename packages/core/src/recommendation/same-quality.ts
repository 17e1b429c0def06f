/** Qualities that differ by less are about the same: chance between two samples of a few thousand rows. */
export const sameQuality = 0.005
