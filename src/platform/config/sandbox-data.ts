/** What the sandbox is made of. Everything here is public, the passwords too. */
export const SANDBOX = {
  consumerId: '7uy8a7e4-0000-4000-8000-5a4db0c05e00',
  consumerKey: 'sandbox-consumer-key-not-a-secret',
  consumerSecret: 'sandbox-consumer-secret-not-a-secret',
  /** Where OBP's API Explorer II sends people back to in its default configuration on the local machine. */
  redirectUrl: 'http://localhost:5173/api/callback',
  bank: {
    bankId: 'gh.29.uk',
    shortName: 'Green Bank',
    fullName: 'The Green Bank of Ghent',
    website: 'https://www.example.com',
    swiftBic: 'GREEBEBB',
  },
  customer: {
    customerId: '7uy8a7e4-6d02-40e3-a129-0b2bf89de8uh',
    customerNumber: '5987953',
    legalName: 'Eveline Tripman',
    mobilePhoneNumber: '+44 07972 444 876',
    email: 'eveline@example.com',
  },
  users: {
    admin: { username: 'sandbox.admin', email: 'admin@example.com', firstName: 'Ada', lastName: 'Admin', password: 'Sandbox-Admin-2026' },
    staff: { username: 'sandbox.staff', email: 'staff@example.com', firstName: 'Tom', lastName: 'Staff', password: 'Sandbox-Staff-2026' },
    customer: {
      username: 'sandbox.customer',
      email: 'eveline@example.com',
      firstName: 'Eveline',
      lastName: 'Tripman',
      password: 'Sandbox-Customer-2026',
    },
  },
} as const;

export type SandboxUserName = keyof typeof SANDBOX.users;
