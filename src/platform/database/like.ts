/** A pattern of LIKE for texts that contain these very characters. */
export const containing = (text: string): string => `%${text.replace(/[\\%_]/g, String.raw`\$&`)}%`;
