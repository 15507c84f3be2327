/**
 * What came from a provider, as the database takes it in any case: visible ASCII, and no more of it than there is room for. One row that the
 * database refused would hold up all that came with it.
 */
export const plainText = (text: string | undefined, most: number): string => (text ?? '').replace(/[^\x20-\x7e]/g, '?').slice(0, most);
