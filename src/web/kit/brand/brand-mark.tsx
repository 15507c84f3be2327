import type { JSX } from 'preact';

/** What people see of whose service this is. */
export interface BrandShown {
  readonly name: string;
  /** Empty: it is not said. */
  readonly bank: string;
  readonly logo: { readonly href: string; readonly width: number; readonly height: number };
}

/** Logo, name and bank. */
export const BrandMark = ({ brand: { name, bank, logo } }: { readonly brand: BrandShown }): JSX.Element => (
  <>
    <img src={logo.href} width={logo.width} height={logo.height} alt="" />
    <span class="brand-words">
      <span class="brand-name">{name}</span>
      {bank !== '' && <span class="brand-bank">{bank}</span>}
    </span>
  </>
);
