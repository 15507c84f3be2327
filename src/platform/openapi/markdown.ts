import MarkdownIt from 'markdown-it';

/**
 * markdown-it rather than our own renderer: the hard part of Markdown is what people write by accident. With
 * these settings HTML in the text is shown as text, and what comes out is well-formed XML, which the API Explorer
 * needs (contract section 12.1): otherwise it shows nothing.
 */
const renderer = new MarkdownIt({ html: false, xhtmlOut: true, linkify: false });

/** Markdown as a fragment of HTML. */
export const toHtml = (markdown: string): string => renderer.render(markdown).trim();
