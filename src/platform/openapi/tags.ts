import type { Locale } from './locale.js';

/** Those that documents show before the others. */
export const MAIN_TAGS: readonly string[] = ['Customer-Message', 'Delivery', 'Template', 'Customer'];

/** The groups of operations in documents. Names are OBP's where it has one. */
export const TAGS: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  API: { en: 'About this service and its versions.', es: 'Sobre este servicio y sus versiones.' },
  'Api-Collection': { en: 'Lists of favourite operations.', es: 'Listas de operaciones favoritas.' },
  Audit: { en: 'Who changed what, and when.', es: 'Quién cambió qué y cuándo.' },
  Authentication: { en: 'Login and tokens.', es: 'Inicio de sesión y tokens.' },
  'Authentication-Type-Validation': {
    en: 'Which kinds of authentication an operation takes.',
    es: 'Qué tipos de autenticación admite una operación.',
  },
  Bank: { en: 'Banks, to which customers belong.', es: 'Los bancos, a los que pertenecen los clientes.' },
  Consumer: { en: 'Applications that call the service.', es: 'Aplicaciones que llaman al servicio.' },
  Customer: { en: 'Customers of a bank.', es: 'Clientes de un banco.' },
  'Customer-Message': { en: 'Messages from a bank to its customers.', es: 'Mensajes de un banco a sus clientes.' },
  Delivery: {
    en: 'How messages reach customers, and what became of them.',
    es: 'Cómo llegan los mensajes a los clientes y qué fue de ellos.',
  },
  Documentation: { en: 'What describes this service, for programs.', es: 'Lo que describe este servicio, para programas.' },
  Entitlement: { en: 'Roles that users hold.', es: 'Roles que tienen los usuarios.' },
  Health: { en: 'Whether the service works.', es: 'Si el servicio funciona.' },
  'JSON-Schema-Validation': {
    en: 'Rules that request bodies have to follow.',
    es: 'Reglas que deben cumplir los cuerpos de las peticiones.',
  },
  KYC: { en: 'What a bank has to know about its customers.', es: 'Lo que un banco debe saber de sus clientes.' },
  Template: {
    en: 'Texts that a bank sends again and again.',
    es: 'Textos que un banco envía una y otra vez.',
  },
  Onboarding: { en: 'How new users begin.', es: 'Cómo empiezan los usuarios nuevos.' },
  Person: { en: 'People, as opposed to accounts.', es: 'Personas, a diferencia de cuentas.' },
  'Rate-Limits': { en: 'How often a consumer may call.', es: 'Con qué frecuencia puede llamar un consumidor.' },
  Role: { en: 'What roles there are.', es: 'Qué roles hay.' },
  Scope: { en: 'Roles that consumers hold.', es: 'Roles que tienen los consumidores.' },
  User: { en: 'People and programs that log in.', es: 'Personas y programas que inician sesión.' },
};
