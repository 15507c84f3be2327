/** A description and, in a paragraph of its own, what it says further under this configuration. */
export const withNote = (description: string, note: string | undefined): string =>
  note === undefined ? description : `${description}\n\n${note}`;
