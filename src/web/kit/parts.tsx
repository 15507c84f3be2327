import type { JSX } from 'preact';

interface PartsProps<Name extends string> {
  /** What they are the parts of. */
  readonly label: string;
  /** Where each of them is. */
  readonly parts: Readonly<Record<Name, string>>;
  readonly words: Readonly<Record<Name, string>>;
  readonly current: Name;
}

/** The pages that are one place of the navigation. */
export const Parts = <Name extends string>({ label, parts, words, current }: PartsProps<Name>): JSX.Element => (
  <nav class="places" aria-label={label}>
    <ul class="row">
      {Object.entries<string>(parts).map(([name, href]) => (
        <li key={name}>
          <a href={href} aria-current={name === current ? 'page' : undefined}>
            {words[name as Name]}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);
