import type { GlossaryEntry } from './entry.js';

const field = (title: string, en: string, es: string): GlossaryEntry => ({ title: { en: title, es: title }, text: { en, es } });

/** Fields and path parameters; documents link to them by title, which is why a title has no language. */
export const FIELD_ENTRIES: readonly GlossaryEntry[] = [
  field(
    'Bank.bank_id',
    'The id of a bank, chosen when the bank is created: letters, digits, dots, hyphens and underscores. Example: `gh.29.uk`.',
    'El identificador de un banco, elegido al crearlo: letras, cifras, puntos, guiones y guiones bajos. Ejemplo: `gh.29.uk`.',
  ),
  field(
    'Customer.customer_id',
    'The id of a customer, chosen by this service. It belongs to one bank: with the id of another bank it is not found.',
    'El identificador de un cliente, elegido por este servicio. Pertenece a un solo banco: con el identificador de otro banco no se encuentra.',
  ),
  field(
    'Customer.customer_number',
    'The number under which the bank itself knows a customer. It is unique within the bank.',
    'El número con el que el propio banco conoce a un cliente. Es único dentro del banco.',
  ),
  field(
    'User.user_id',
    'The id of a user, chosen by this service. It never changes, unlike the user name.',
    'El identificador de un usuario, elegido por este servicio. Nunca cambia, a diferencia del nombre de usuario.',
  ),
  field(
    'User.provider',
    'Who vouches for a user: the name of this service for users who log in here, otherwise the issuer of their tokens.',
    'Quién responde por un usuario: el nombre de este servicio si inicia sesión aquí, o el emisor de sus tokens.',
  ),
  field('Message.message', 'The text of a message: 1 to 1024 characters.', 'El texto de un mensaje: de 1 a 1024 caracteres.'),
  field(
    'Message.transport',
    'How a message is meant to reach the customer, for instance `SMS`. Free text of up to 64 characters; empty for messages created through v1.4.0.',
    'Cómo debe llegar un mensaje al cliente, por ejemplo `SMS`. Texto libre de hasta 64 caracteres; vacío en los mensajes creados por v1.4.0.',
  ),
  field(
    'Message.from_department',
    'The department of the bank that sends a message. Free text of up to 64 characters.',
    'El departamento del banco que envía un mensaje. Texto libre de hasta 64 caracteres.',
  ),
  field(
    'Message.from_person',
    'The person at the bank who sends a message. Free text of up to 64 characters.',
    'La persona del banco que envía un mensaje. Texto libre de hasta 64 caracteres.',
  ),
];

/** Field names with the same meaning wherever they occur. */
const TITLES = new Map(
  FIELD_ENTRIES.map(({ title }) => [title.en.slice(title.en.indexOf('.') + 1), title.en] as const).filter(([name]) => name !== 'message'),
);

/** The title of the entry for a field or a path parameter, if there is one. */
export const glossaryTitle = (name: string): string | undefined => TITLES.get(name.toLowerCase());
