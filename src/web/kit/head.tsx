import type { ComponentChildren, JSX } from 'preact';
import type { PageContext } from './page.js';

interface HeadProps {
  readonly context: PageContext;
  /** Of the page; empty for the brand alone. */
  readonly title: string;
  /** Leaves out the script. */
  readonly still?: boolean;
  readonly children?: ComponentChildren;
}

/** What every page says about itself, and loads. */
export function Head({ context: { assets, brand }, title, still = false, children }: HeadProps): JSX.Element {
  const { name, bank } = brand.shown;
  const parts = [title, name, bank].filter((part, at, all) => part !== '' && all.indexOf(part) === at);
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{parts.join(' · ')}</title>
      <link rel="icon" href={brand.icon} />
      <link rel="stylesheet" href={assets.style} />
      {brand.style !== undefined && <link rel="stylesheet" href={brand.style} />}
      {!still && <script src={assets.early} />}
      {!still && <script type="module" src={assets.script} />}
      {children}
    </head>
  );
}
