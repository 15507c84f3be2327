import type { GlossaryEntry } from './entry.js';

const concept = (en: string, es: string, text: string, texto: string): GlossaryEntry => ({
  title: { en, es },
  text: { en: text, es: texto },
});

/** The meaning of terms in the documentation. */
export const CONCEPT_ENTRIES: readonly GlossaryEntry[] = [
  concept(
    'API Collection',
    'Colección de API',
    'A list of operations that a user has put together, for instance favourites. A sharable one can be read by others who know its id.',
    'Una lista de operaciones reunida por un usuario, por ejemplo sus favoritas. Si es compartible, pueden leerla otros que conozcan su identificador.',
  ),
  concept(
    'Bank',
    'Banco',
    'The institution that sends messages. Customers belong to exactly one bank, and most roles are held at one bank.',
    'La institución que envía mensajes. Cada cliente pertenece a un solo banco, y la mayoría de los roles se tienen en un banco.',
  ),
  concept(
    'Connector',
    'Conector',
    'In the Open Bank Project, what passes a call on to the systems of a bank. This service keeps messages itself, so no operation uses one; ' +
      'the message docs show the shapes that adapters of such systems know.',
    'En el Open Bank Project, lo que transmite una llamada a los sistemas de un banco. Este servicio guarda los mensajes, así que ninguna operación ' +
      'lo usa; la documentación de mensajes muestra las formas que conocen los adaptadores de esos sistemas.',
  ),
  concept(
    'Consumer',
    'Consumidor',
    'An application that calls the API. It is known by its consumer key, can be disabled, can hold scopes and can have call limits.',
    'Una aplicación que llama a la API. Se la conoce por su clave de consumidor, se puede desactivar, puede tener ámbitos y límites de llamadas.',
  ),
  concept(
    'Correlation Id',
    'Identificador de correlación',
    'A UUID for one request, in the header `Correlation-Id` of every answer and in the log. Send your own as `X-Request-ID` to find it again. ' +
      'Quote it when you report a problem.',
    'Un UUID para una petición, en la cabecera `Correlation-Id` de toda respuesta y en el registro. Envíe el suyo como `X-Request-ID` para ' +
      'reconocerlo. Indíquelo al comunicar un problema.',
  ),
  concept(
    'Customer',
    'Cliente',
    'A person or company known to a bank, who gets messages. A customer is no login: a user customer link says which users act for the customer.',
    'Una persona o empresa conocida por un banco, que recibe mensajes. Un cliente no inicia sesión: un vínculo entre usuario y cliente dice qué ' +
      'usuarios actúan por él.',
  ),
  concept(
    'DirectLogin',
    'DirectLogin',
    'The simplest way to authenticate. `POST /my/logins/direct` with the header `DirectLogin: username=U,password=P,consumer_key=K` gives a token; ' +
      'send it with each call as `DirectLogin: token=T`. `Authorization: DirectLogin token="T"` and `Authorization: Bearer T` work as well.',
    'La forma más sencilla de autenticarse. `POST /my/logins/direct` con la cabecera `DirectLogin: username=U,password=P,consumer_key=K` da un token; ' +
      'envíelo en cada llamada como `DirectLogin: token=T`. También sirven `Authorization: DirectLogin token="T"` y `Authorization: Bearer T`.',
  ),
  concept(
    'Entitlement',
    'Derecho',
    'A role held by a user, at one bank or, for a system role, at none in particular. A grant takes effect at once, a revocation within a second.',
    'Un rol que tiene un usuario, en un banco o, si es un rol del sistema, en ninguno en particular. Surte efecto de inmediato; su revocación, en ' +
      'menos de un segundo.',
  ),
  concept(
    'Entitlement Request',
    'Solicitud de derecho',
    'A user asking for a role. Somebody who may grant it decides.',
    'La petición de un rol por un usuario. Decide quien puede concederlo.',
  ),
  concept(
    'Keyset cursor',
    'Cursor por clave',
    'How to read a long list page by page: the header `Link` of an answer holds the URL of the next page, with the id of the last message seen as ' +
      '`cursor`. Unlike an offset it costs the same on every page and skips nothing when messages arrive meanwhile.',
    'Cómo leer una lista larga por páginas: la cabecera `Link` de una respuesta lleva la URL de la página siguiente, con el identificador del último ' +
      'mensaje visto como `cursor`. A diferencia de un desplazamiento cuesta lo mismo en cada página y no se salta nada si llegan mensajes.',
  ),
  concept(
    'Message',
    'Mensaje',
    'A text that a bank sends to one of its customers, with the department and the person it comes from and the transport it is meant for. ' +
      'When 201 is answered it is stored. It is never changed.',
    'Un texto que un banco envía a uno de sus clientes, con el departamento y la persona que lo envían y el transporte previsto. Cuando se responde ' +
      '201 está guardado. Nunca se modifica.',
  ),
  concept(
    'Operation Id',
    'Identificador de operación',
    'The name of an operation: the version that introduced it and its function, as in `OBPv4.0.0-createCustomerMessage`. It stays the same under ' +
      'later versions.',
    'El nombre de una operación: la versión que la introdujo y su función, como `OBPv4.0.0-createCustomerMessage`. No cambia en versiones posteriores.',
  ),
  concept(
    'Role',
    'Rol',
    'A permission, named by what it allows, as in `CanCreateCustomerMessage`. Bank roles are held at one bank, system roles everywhere. Users hold ' +
      'roles as entitlements, consumers as scopes.',
    'Un permiso cuyo nombre dice lo que permite, como `CanCreateCustomerMessage`. Los roles de banco se tienen en un banco, los del sistema en todas ' +
      'partes. Los usuarios los tienen como derechos, los consumidores como ámbitos.',
  ),
  concept(
    'Sandbox',
    'Entorno de pruebas',
    'An example bank with a customer, users and a consumer whose passwords are public, made at the first start on a developer’s machine. It is ' +
      'refused in production.',
    'Un banco de ejemplo con un cliente, usuarios y un consumidor de contraseñas públicas, creado al primer arranque en la máquina de quien ' +
      'desarrolla. En producción se rechaza.',
  ),
  concept(
    'Scope',
    'Ámbito',
    'A role held by a consumer, whoever its user is.',
    'Un rol que tiene un consumidor, sea quien sea su usuario.',
  ),
  concept(
    'Transport',
    'Transporte',
    'How a message is meant to reach a customer, for instance `SMS` or `EMAIL`. It is stored and shown as it was sent.',
    'Cómo debe llegar un mensaje a un cliente, por ejemplo `SMS` o `EMAIL`. Se guarda y se muestra tal como se envió.',
  ),
  concept(
    'User',
    'Usuario',
    'Who logs in: a member of a bank’s staff, a customer’s login, or a program. What a user may do is said by entitlements.',
    'Quien inicia sesión: personal de un banco, el acceso de un cliente, o un programa. Lo que puede hacer lo dicen sus derechos.',
  ),
  concept(
    'User Customer Link',
    'Vínculo entre usuario y cliente',
    'Says that a user acts for a customer: messages to the customer are in the inbox of every linked user.',
    'Dice que un usuario actúa por un cliente: los mensajes al cliente están en el buzón de todos los usuarios vinculados.',
  ),
];
