/** A description and, in a paragraph of its own, what this configuration adds to it. */
export const withNote = (description: string, note: string | undefined): string =>
  note === undefined ? description : `${description}\n\n${note}`;
