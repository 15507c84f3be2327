import { MOST_COLLECTIONS } from '../api-collections/api-collections.service.js';
import { REFUSED_CALLS_DAYS } from '../../platform/audit/refusals/refusal-limits.js';
import { IDEMPOTENCY_KEY } from '../../platform/idempotency/idempotency-key.check.js';
import { BATCH_LIMITS } from '../../messaging/customer-messages/batch/batch-limits.js';
import { BODY_LIMITS } from '../../platform/http/body-limits.js';
import type { Locale } from '../../platform/openapi/locale.js';
import { SCHEMA_LIMITS } from '../../access/operation-rules/schema/schema-cost.js';
import { MOST_VALIDATIONS } from '../../access/operation-rules/validation-limits.js';

/*
 * The Spanish of the documentation: a new operation gets its line in SPANISH, a new query parameter or header its line
 * in SPANISH_PARAMETERS, a new description of a body's field its line in SPANISH_FIELDS. A test names those that are missing.
 */

interface Texts {
  readonly summary: string;
  readonly description: string;
}

const es = (summary: string, description: string): Texts => ({ summary, description });

const NEXT_PAGE = 'Si hay más de una página, la cabecera Link indica la siguiente.';
const SCHEMA_BODY =
  'El cuerpo es el propio esquema, de draft-07 o draft 2020-12, con $schema, type, title, description, required y properties. Solo puede ' +
  'remitir a sus propias partes y no a sí mismo, y sus patrones, de ECMA-262, deben poder comprobarse en ' +
  'tiempo lineal: sin búsquedas hacia delante ni hacia atrás ni referencias a grupos. Los números se comparan como los decimales escritos. ' +
  `Puede tener ${SCHEMA_LIMITS.bytes} bytes, ${SCHEMA_LIMITS.depth} niveles y ${SCHEMA_LIMITS.values} valores, y puede haber ${MOST_VALIDATIONS} reglas así.`;
const CALLBACK_ANSWERS =
  '200 dice que lo comunicado está guardado, también si ya se había comunicado o trata de un mensaje que nadie conoce. A quien no muestra que ' +
  'llama el proveedor se le rechaza con las mismas palabras y en el mismo tiempo, exista tal proveedor o no.';
const LOCK_BODY = 'El cuerpo se ignora.';

/** Summary and description of each operation, by its id. */
export const SPANISH: Readonly<Record<string, Texts>> = {
  // Messages
  'OBPv4.0.0-createCustomerMessage': es(
    'Crear un mensaje a un cliente',
    'Envía un mensaje a un cliente del banco. Cuando se responde 201 el mensaje está guardado.',
  ),
  getSentCustomerMessages: es(
    'Obtener los mensajes de un cliente con quien los envió',
    'Los mensajes enviados a un cliente del banco, del más nuevo al más antiguo, cada uno con el usuario y la aplicación que lo crearon, fuera ' +
      `cual fuera la versión. ${NEXT_PAGE}`,
  ),
  createCustomerMessages: es(
    'Crear mensajes a clientes en un lote',
    'Envía mensajes a clientes del banco: una lista JSON o, con `Content-Type: application/x-ndjson`, un mensaje por línea, hasta ' +
      `${BATCH_LIMITS.items} mensajes y 16 MiB. Se guardan mientras llega el cuerpo. La respuesta dice de cada mensaje, en su orden, qué fue de él: con ` +
      '201 está guardado; si no, su error es el de un mensaje enviado solo. Si el cuerpo se corta o es demasiado grande, se responde lo anterior, con ' +
      'el error de lo que sigue.',
  ),
  'OBPv4.0.0-getCustomerMessages': es(
    'Obtener los mensajes a un cliente',
    `Los mensajes enviados a un cliente del banco, del más nuevo al más antiguo, con cualquier versión que se crearan. ${NEXT_PAGE}`,
  ),
  'OBPv1.4.0-addCustomerMessage': es(
    'Crear un mensaje a un cliente',
    'Envía un mensaje a un cliente del banco que está vinculado a un usuario. Cuando se responde 201 el mensaje está guardado.',
  ),
  'OBPv1.4.0-getCustomersMessages': es(
    'Obtener los mensajes a todos los clientes propios',
    'El buzón del usuario que llama: los mensajes a todos los clientes del banco a los que está vinculado, del más nuevo al más antiguo, ' +
      `con cualquier versión que se crearan. ${NEXT_PAGE}`,
  ),

  // Documentation
  'OBPv1.4.0-root': es(
    'Obtener información de la API (root)',
    'La versión llamada y quién aloja el servicio. Para cualquiera: las credenciales no se miran y las llamadas no cuentan.',
  ),
  'OBPv4.0.0-root': es(
    'Obtener información de la API (root)',
    'La versión llamada y quién aloja el servicio. Para cualquiera: las credenciales no se miran y las llamadas no cuentan.',
  ),
  'OBPv4.0.0-getScannedApiVersions': es('Obtener las versiones de la API', 'Las versiones de la API que responden.'),
  'OBPv1.4.0-getResourceDocsObp': es(
    'Obtener la documentación de recursos',
    'Qué es cada operación de una versión de la API: URL, textos, ejemplos, errores, roles y etiquetas. API_VERSION se escribe OBPv4.0.0 o ' +
      'v4.0.0. Las listas de etiquetas y de funciones valen por cualquiera de sus elementos; etiquetas y funciones juntas se restringen.',
  ),
  'OBPv4.0.0-getResourceDocsObpV400': es(
    'Obtener la documentación de recursos',
    'Qué es cada operación de una versión de la API: URL, textos, ejemplos, errores, roles y etiquetas, y cuántas hay. API_VERSION se escribe ' +
      'OBPv4.0.0 o v4.0.0. Las listas de etiquetas y de funciones valen por cualquiera de sus elementos; etiquetas y funciones juntas se restringen.',
  ),
  'OBPv1.4.0-getBankLevelDynamicResourceDocsObp': es(
    'Obtener la documentación dinámica de un banco',
    'Las operaciones que un banco ha añadido por su cuenta. Este servicio no tiene ninguna, así que la lista está vacía.',
  ),
  'OBPv1.4.0-getResourceDocsSwagger': es(
    'Obtener la documentación Swagger',
    'Las operaciones de una versión de la API como documento Swagger 2.0. Los documentos OpenAPI 3.1 están en `/openapi/vX.Y.Z.json`.',
  ),
  'OBPv3.0.0-getApiGlossary': es('Obtener el glosario de la API', 'Qué significan las palabras de esta documentación, por título.'),
  'OBPv2.2.0-getMessageDocs': es(
    'Obtener la documentación de mensajes',
    'Los mensajes sobre mensajes a clientes que un conector de OBP intercambia con un adaptador, con ejemplos. Vacía en los conectores que no ' +
      'intercambian ninguno. Este servicio no usa ningún conector.',
  ),

  // Authentication and users
  directLogin: es(
    'Iniciar sesión con DirectLogin',
    'Cambia nombre de usuario, contraseña y clave de consumidor por un token. Se envían en la cabecera ' +
      '`DirectLogin: username=U,password=P,consumer_key=K` (o, en desuso, ' +
      '`Authorization: DirectLogin username="U", password="P", consumer_key="K"`); el cuerpo se ignora. Envíe el token en cada llamada como ' +
      '`DirectLogin: token=T`, `Authorization: DirectLogin token="T"` o `Authorization: Bearer T`.',
  ),
  'OBPv2.0.0-createUser': es(
    'Crear un usuario',
    'Crea un usuario que puede iniciar sesión con DirectLogin y no tiene ningún rol. Quién puede hacerlo lo dice `SIGN_UP`: cualquiera (en el ' +
      'entorno de pruebas), nadie (en los demás) o quien ha sido invitado por un administrador, con Crear un usuario invitado.',
  ),
  createUserInvitation: es(
    'Crear una invitación de usuario',
    'Crea un enlace con el que una persona puede registrarse, una vez, en un plazo de 72 horas, salvo que `SIGN_UP` sea `closed`. Quien tiene el ' +
      'enlace puede usarlo, así que es un secreto: solo se muestra esta vez. El usuario nuevo no tiene ningún rol.',
  ),
  deleteUserInvitation: es('Eliminar una invitación de usuario', 'Retira una invitación que nadie ha usado todavía.'),
  createInvitedUser: es(
    'Crear un usuario invitado',
    'Registra a una persona con una invitación, que queda usada. El usuario nuevo puede iniciar sesión con DirectLogin y no tiene ningún rol.',
  ),
  sendCustomerMessage: es(
    'Enviar un mensaje a un cliente',
    'Envía un mensaje a un cliente del banco, como Crear un mensaje de cliente, y acepta además cómo se ha de enviar. Cuando se responde 201, el ' +
      'mensaje y sus envíos están guardados. La cabecera Location indica dónde preguntar qué fue de él.',
  ),
  searchCustomers: es(
    'Buscar clientes',
    'Encuentra clientes del banco mientras se escribe su nombre: por el principio de las palabras del nombre legal, en cualquier orden y sin ' +
      'distinguir acentos ni mayúsculas; por el principio del número de cliente, del correo o del teléfono; o por el id de cliente entero. ' +
      'Primero los más próximos. No hay página siguiente: con más letras se encuentran menos.',
  ),
  getCustomerMessage: es(
    'Obtener un mensaje de cliente con sus envíos',
    'Un mensaje y lo que fue de él: cada uno de sus envíos con su estado, sus intentos y cada cambio.',
  ),
  getDeliveries: es(
    'Obtener envíos',
    'Lo que fue de los mensajes de un banco, primero los más recientes. Cuando hay más de una página, la cabecera Link indica la siguiente.',
  ),
  getBankMessages: es(
    'Obtener los mensajes de un banco',
    'Lo que un banco ha enviado, primero lo más reciente: a quién, lo que el mensaje dice de su remitente y qué usuario lo envió de verdad, y qué ' +
      'fue de él. Cuando puede haber más de una página, la cabecera Link indica la siguiente; si los filtros encajan poco, una página puede ' +
      'tener pocos mensajes, o ninguno, e indicar aun así la siguiente.',
  ),
  exportBankMessages: es(
    'Exportar los mensajes de un banco',
    'Lo que un banco ha enviado, como Obtener los mensajes de un banco, en un solo archivo de valores separados por comas (RFC 4180, UTF-8), ' +
      'primero lo más reciente, sean cuantos sean. Una celda que una hoja de cálculo tomaría por fórmula empieza con un apóstrofo. Se vuelve ' +
      'a comprobar quién llama antes de cada 500 mensajes; si la respuesta se corta, el archivo no está entero.',
  ),
  getDeliveryPreview: es(
    'Obtener la vista previa de un envío',
    'Lo que se envía, tal como lo recibe el proveedor: un SMS en sus partes, un correo como su código fuente. La dirección del cliente no se ' +
      'muestra.',
  ),
  cancelDelivery: es(
    'Cancelar un envío',
    'Saca un envío de la cola. El que se está enviando, o ya se ha enviado, no se cancela. El mensaje sigue en el buzón, si ya está en él.',
  ),
  redriveDelivery: es(
    'Repetir un envío',
    'Vuelve a poner en la cola un envío cuyo estado es dead, unknown o suppressed. Para el proveedor es un mensaje nuevo.',
  ),
  redriveDeliveries: es(
    'Repetir envíos',
    'Vuelve a poner en la cola muchos envíos cuyo estado es dead o unknown, primero los más antiguos; sin `dry_run: false` solo se cuentan. ' +
      'Una llamada hace lo que cabe en unos segundos y responde dónde sigue la siguiente.',
  ),
  getDeliveryStatistics: es(
    'Obtener estadísticas de envíos',
    'Cuántos envíos hay de los mensajes de un intervalo de 31 días como máximo, por período, canal, proveedor y estado. Lo que se está ' +
      'enviando en este momento cuenta como queued.',
  ),
  createTemplate: es(
    'Crear una plantilla',
    'Guarda un texto que se envía una y otra vez, con su primera versión. Puede tener marcadores, como {{name}}, y nada más que no sea texto: ni ' +
      'condiciones ni ficheros. Cada texto tiene como máximo 1024 caracteres.',
  ),
  getTemplates: es('Obtener plantillas', `Las plantillas de un banco, en el orden de sus identificadores. ${NEXT_PAGE}`),
  getTemplate: es('Obtener una plantilla', 'Una plantilla con todo lo que ha dicho, primero lo más reciente.'),
  createTemplateVersion: es(
    'Crear una versión de una plantilla',
    'Lo que dice la plantilla desde ahora, en todos sus idiomas. Las versiones anteriores quedan y se pueden enviar por su número.',
  ),
  getTemplateVersion: es(
    'Obtener una versión de una plantilla',
    'Lo que dijo una plantilla. Una versión no cambia nunca, de modo que por su número se sabe qué se envió con ella.',
  ),
  archiveTemplate: es(
    'Archivar una plantilla',
    'Desde ahora no se envía nada con la plantilla ni tiene versiones nuevas. Lo que dijo se puede seguir leyendo.',
  ),
  previewTemplate: es(
    'Obtener la vista previa de una plantilla',
    'El texto que se enviaría, cuántos segmentos tiene como SMS y qué caracteres lo encarecen. No se envía ni se guarda nada.',
  ),
  previewMessage: es(
    'Obtener la vista previa de un mensaje',
    'Cuántos segmentos tiene un texto como SMS y qué caracteres lo encarecen; con personalisation, también cómo queda un texto que va a tener ' +
      'una plantilla. No se envía ni se guarda nada.',
  ),
  getProviders: es('Obtener proveedores', 'Las vías de salida que ha configurado el banco, sin sus secretos.'),
  saveProvider: es(
    'Crear o cambiar un proveedor',
    'Configura una vía de salida. Los secretos se guardan cifrados y no se vuelven a mostrar; el que se omite queda como estaba, salvo que cambie un ajuste que indica adónde va.',
  ),
  testProvider: es(
    'Probar un proveedor',
    'Envía un mensaje del servicio con un proveedor guardado, también uno desactivado, a una dirección suya, y dice qué fue de él. De lo que ' +
      'responde el proveedor solo se muestra su código. Un banco tiene 10 pruebas en 10 minutos.',
  ),
  deleteProvider: es('Eliminar un proveedor', 'Elimina una vía de salida a la que no lleva ninguna ruta.'),
  receiveCallback: es(
    'Recibir el aviso de un proveedor',
    'Lo llama un proveedor que firma lo que comunica: la firma es sobre la URL pública del servicio y los bytes del cuerpo, que puede ser de ' +
      `cualquier tipo y tener hasta ${BODY_LIMITS.stranger} bytes. ${CALLBACK_ANSWERS}`,
  ),
  receiveSecretCallback: es(
    'Recibir el aviso de un proveedor en una URL secreta',
    'Lo llama un proveedor que no firma nada y cuya URL termina en cambio con su `callbackSecret`, y un servidor de correo con un mensaje ' +
      `devuelto. Quien conoce el secreto puede enviar un cuerpo de hasta ${BODY_LIMITS.whole} bytes. ${CALLBACK_ANSWERS}`,
  ),
  receiveCallbackByGet: es(
    'Recibir el aviso de un proveedor por GET',
    `Como Recibir el aviso de un proveedor, para el que comunica en la consulta de la URL. ${CALLBACK_ANSWERS}`,
  ),
  receiveSecretCallbackByGet: es(
    'Recibir el aviso de un proveedor en una URL secreta por GET',
    `Como Recibir el aviso de un proveedor en una URL secreta, para el que comunica en la consulta de la URL. ${CALLBACK_ANSWERS}`,
  ),
  getRoutes: es('Obtener rutas', 'Cómo envía el banco lo que se crea con un transporte.'),
  saveRoute: es(
    'Crear o cambiar una ruta',
    'Desde ahora los mensajes que se crean con este transporte se envían así, sea con mayúsculas o minúsculas. Sin ruta quedan solo en el buzón.',
  ),
  deleteRoute: es(
    'Eliminar una ruta',
    'Desde ahora los mensajes que se crean con este transporte quedan solo en el buzón. Lo que espera a ser enviado sigue esperando.',
  ),
  getDeliveryPreferences: es(
    'Obtener las preferencias de envío',
    'Cómo desea un cliente que se le contacte: a qué ha renunciado, dónde vive y su idioma.',
  ),
  saveDeliveryPreferences: es(
    'Cambiar las preferencias de envío',
    'Indica cómo desea un cliente que se le contacte. Vale para todo lo que aún no se ha enviado. Los mensajes que no se envían siguen en el buzón.',
  ),
  getMyMessages: es(
    'Obtener mis mensajes',
    'Los mensajes a todos los clientes por los que actúa quien llama, de todos los bancos en una sola lista, del más nuevo al más antiguo; de 20 ' +
      'bancos como máximo, los que se vincularon primero: more_banks dice que hay otros, a los que llega bank_id. Con unread, sender o q no se ' +
      'examinan más de 2000 mensajes de un banco por página, y sin ellos 20000, así que una puede tener menos mensajes de los pedidos, o ninguno, y aun así una ' +
      'siguiente. Si puede haber más de una página, la cabecera Link indica la siguiente. Leer la lista no marca nada como leído.',
  ),
  markMessageRead: es(
    'Marcar un mensaje mío como leído',
    'Dice que un mensaje se ha leído. La primera vez se conserva, por mucho que se repita. Vale para el cliente: lo ven todos los que actúan por ' +
      'él. El personal del banco solo lo ve donde el banco lo quiere.',
  ),
  markMessageUnread: es('Marcar un mensaje mío como no leído', 'Dice que un mensaje cuenta como no leído.'),
  markMessagesRead: es(
    'Marcar mis mensajes como leídos',
    'Dice que un mensaje y todos los anteriores se han leído: de un banco, o de todos los que muestra la lista.',
  ),
  streamMyMessages: es(
    'Seguir mis mensajes',
    'Los mensajes nuevos de la lista según llegan, como Server-Sent Events (text/event-stream): eventos message con un mensaje como data. El ' +
      'evento ready dice que desde ahí no falta nada. Al menos cada 15 segundos llega un comentario. Quien vuelve con Last-Event-ID recibe lo que llegó ' +
      'entretanto, y nada dos veces. La respuesta termina cuando quien llama ya no puede llamar. Cada usuario puede tener 5 a la vez.',
  ),
  getReadReceipts: es(
    'Obtener las confirmaciones de lectura',
    'Cuándo leyó un cliente los mensajes del banco, del más nuevo al más antiguo. Solo donde los ajustes de envío del banco tienen ' +
      `read_receipts. ${NEXT_PAGE}`,
  ),
  getMyDeliveryPreferences: es(
    'Obtener mis preferencias de envío',
    'Cómo desea que el banco le contacte un cliente por el que actúa quien llama.',
  ),
  saveMyDeliveryPreferences: es(
    'Cambiar mis preferencias de envío',
    'Indica cómo desea que el banco le contacte un cliente por el que actúa quien llama. Vale para todo lo que aún no se ha enviado. Los mensajes ' +
      'que no se envían siguen en el buzón.',
  ),
  getDeliverySettings: es(
    'Obtener los ajustes de envío',
    'Lo que vale para todos los envíos del banco: su país, su zona horaria y sus horas de silencio; y si el personal ve cuándo leyó un cliente un mensaje.',
  ),
  saveDeliverySettings: es(
    'Cambiar los ajustes de envío',
    'Indica lo que vale para todos los envíos del banco. Lo que vence en sus horas de silencio se envía cuando terminan donde vive el cliente; la prioridad high nunca se retiene.',
  ),
  getSuppressions: es(
    'Obtener direcciones suprimidas',
    'Las direcciones a las que el banco ya no envía, primero las más recientes: las que un proveedor dio por malas y las que se añadieron. Cuando hay más de una página, la cabecera Link indica la siguiente.',
  ),
  addSuppression: es(
    'Suprimir una dirección',
    'Desde ahora no se envía nada a esta dirección, la tenga quien la tenga. Los mensajes siguen en el buzón. La que ya está recibe este motivo.',
  ),
  findSuppression: es(
    'Buscar una dirección suprimida',
    'Si el banco ya no envía a una dirección. Se pregunta en un cuerpo, porque las direcciones de las URL quedan en los registros.',
  ),
  deleteSuppression: es(
    'Quitar una dirección suprimida',
    'Desde ahora el banco vuelve a enviar a esta dirección. Lo que se suprimió entretanto se puede volver a poner en cola.',
  ),
  'OBPv2.0.0-getCurrentUser': es('Obtener el usuario actual', 'El usuario que llama, con los roles que tiene.'),
  'OBPv3.0.0-getCurrentUser': es(
    'Obtener el usuario actual',
    'El usuario que llama, con los roles que tiene. Las vistas son de cuentas, que este servicio no tiene: su lista está vacía.',
  ),
  'OBPv4.0.0-getCurrentUserId': es('Obtener el identificador del usuario actual', 'El identificador del usuario que llama.'),
  'OBPv3.0.0-getUserByUserId': es('Obtener un usuario por USER_ID', 'Un usuario, con los roles que tiene.'),
  'OBPv4.0.0-getUserByUserId': es('Obtener un usuario por USER_ID', 'Un usuario, con los roles que tiene y si está bloqueado o eliminado.'),
  'OBPv3.0.0-getUserByUsername': es(
    'Obtener un usuario por USERNAME',
    'Un usuario del proveedor de identidad local, con los roles que tiene.',
  ),
  'OBPv4.0.0-getUserByUsername': es(
    'Obtener un usuario por USERNAME',
    'Un usuario del proveedor de identidad local, con los roles que tiene y si está bloqueado o eliminado.',
  ),
  'OBPv5.1.0-getUserByProviderAndUsername': es(
    'Obtener un usuario por USERNAME',
    'Un usuario de un proveedor de identidad, con los roles que tiene y si está bloqueado o eliminado.',
  ),
  'OBPv4.0.0-getUsersByEmail': es(
    'Obtener usuarios por correo electrónico',
    'Los usuarios con una dirección de correo, del más nuevo al más antiguo; ninguno si nadie la tiene.',
  ),
  'OBPv4.0.0-getUsers': es(
    'Obtener todos los usuarios',
    'Los usuarios con los roles que tienen, del más nuevo al más antiguo. La cabecera Range dice qué parte de la lista es, y Link cuál es la siguiente.',
  ),
  'OBPv4.0.0-deleteUser': es(
    'Eliminar un usuario',
    'Marca un usuario como eliminado: su nombre ya no puede iniciar sesión y sus tokens se rechazan. Lo que hizo se conserva.',
  ),
  'OBPv3.1.0-getBadLoginStatus': es(
    'Obtener el bloqueo de un usuario',
    'Cuántas veces ha fallado el inicio de sesión de un usuario del proveedor de identidad local, y cuándo fue la última.',
  ),
  'OBPv5.1.0-getUserLockStatus': es(
    'Obtener el bloqueo de un usuario',
    'Cuántas veces ha fallado el inicio de sesión de un usuario, y cuándo fue la última.',
  ),
  'OBPv4.0.0-lockUser': es(
    'Bloquear al usuario',
    'Bloquea a un usuario del proveedor de identidad local hasta que alguien lo desbloquee: se rechazan sus inicios de sesión y sus tokens. ' +
      LOCK_BODY,
  ),
  'OBPv5.1.0-lockUserByProviderAndUsername': es(
    'Bloquear al usuario',
    `Bloquea a un usuario hasta que alguien lo desbloquee: se rechazan sus inicios de sesión y sus tokens. ${LOCK_BODY}`,
  ),
  'OBPv3.1.0-unlockUser': es(
    'Desbloquear al usuario',
    'Acaba el bloqueo de un usuario del proveedor de identidad local, lo pusiera un administrador o los intentos fallidos, que vuelven a ' +
      `contarse desde cero. ${LOCK_BODY}`,
  ),
  'OBPv5.1.0-unlockUserByProviderAndUsername': es(
    'Desbloquear al usuario',
    'Acaba el bloqueo de un usuario, lo pusiera un administrador o los intentos fallidos, que vuelven a contarse desde cero. ' + LOCK_BODY,
  ),
  'OBPv4.0.0-getMySpaces': es(
    'Obtener mis espacios',
    'Los bancos en los que el usuario que llama tiene CanReadDynamicResourceDocsAtOneBank.',
  ),
  getAuditRecords: es(
    'Obtener los registros de auditoría',
    'Quién concedió, revocó, bloqueó, eliminó, creó, cambió o exportó qué, y quién entró y salió, del más nuevo al más antiguo. Los registros ' +
      'se escriben en la transacción del acto y no se pueden cambiar. Cada llamada deja también uno.',
  ),
  getRefusedCalls: es(
    'Obtener las llamadas rechazadas',
    'Cuántas llamadas se rechazaron, por usuario, dirección de red y minuto, de la más nueva a la más antigua: inicios de sesión fallidos y ' +
      `llamadas respondidas con 401 o 403. Las cuentas se escriben en segundos y se guardan ${REFUSED_CALLS_DAYS} días. Cada llamada deja un ` +
      'registro de auditoría.',
  ),

  // Sessions
  getMe: es(
    'Obtener quién soy',
    'El usuario que llama, por su nombre, si es superadministrador, y los roles que tiene en este momento: lo que un cliente debería ofrecer.',
  ),
  getMySessions: es(
    'Obtener mis sesiones',
    'Las sesiones del usuario que llama que todavía se pueden usar, de la más nueva a la más antigua.',
  ),
  signOut: es(
    'Cerrar la sesión',
    'Acaba la sesión de esta llamada: su token se rechaza desde entonces. La cookie de las páginas se quita del navegador que envía la de esta sesión.',
  ),
  signInOnPages: es(
    'Iniciar sesión en las páginas',
    'Solo para las páginas de este servicio, por su Origin. Inicia la sesión de una persona con nombre de usuario y contraseña, con las ' +
      'comprobaciones de DirectLogin; una llamada con un token en una cabecera no necesita cuerpo, y la sesión es la de ese token. ' +
      'Responde con un token de acceso para diez minutos, y pone una cookie que solo sirve para obtener más tokens.',
  ),
  getPageToken: es(
    'Obtener un token para las páginas',
    'Solo para las páginas de este servicio, por su Origin: cambia la cookie de Iniciar sesión en las páginas por otro token de acceso de la ' +
      'misma sesión. Es la única operación para la que sirve la cookie.',
  ),
  revokeMySession: es('Revocar mi sesión', 'Acaba una de las sesiones del usuario que llama.'),
  revokeMyOtherSessions: es('Revocar mis otras sesiones', 'Acaba todas las sesiones del usuario que llama salvo la de esta llamada.'),
  getMyApplications: es(
    'Obtener mis aplicaciones',
    'Las aplicaciones con las que el usuario que llama tiene sesiones que todavía se pueden usar; primero la última con la que entró.',
  ),
  revokeMyApplication: es(
    'Revocar mi aplicación',
    'Acaba todas las sesiones del usuario que llama con una aplicación, también la de esta llamada si es con ella.',
  ),
  revokeSessionsOfUser: es(
    'Revocar las sesiones de un usuario',
    'Acaba todas las sesiones de un usuario, con cualquier aplicación. El usuario puede volver a entrar.',
  ),
  revokeSessionsOfConsumer: es(
    'Revocar las sesiones de un consumidor',
    'Acaba todas las sesiones con un consumidor, de cualquier usuario. Los usuarios pueden volver a entrar con él.',
  ),

  // Passwords and secrets
  changeMyPassword: es(
    'Cambiar mi contraseña',
    'Cambia la contraseña del usuario que llama. Sus demás sesiones acaban; la de esta llamada sigue. Una contraseña actual incorrecta cuenta ' +
      'como un inicio de sesión fallido.',
  ),
  createPasswordReset: es(
    'Crear un restablecimiento de contraseña',
    'Crea un enlace con el que un usuario elige una contraseña nueva en una página, una vez, en un plazo de 72 horas; su token también sirve en ' +
      '«Restablecer la contraseña». Entrégueselo usted mismo al usuario, por un medio de confianza. El que se hubiera creado antes deja de valer; la contraseña y las sesiones siguen como están ' +
      'hasta que se usa. Para quien puede conceder roles lo crea quien puede conceder los mismos.',
  ),
  resetPassword: es(
    'Restablecer la contraseña',
    'Pone una contraseña nueva con un token que ha hecho crear un administrador. Todas las sesiones del usuario acaban. Un token se puede usar una ' +
      'vez; si se rechaza la contraseña nueva, se puede usar de nuevo.',
  ),
  rotateConsumerSecret: es(
    'Rotar el secreto de un consumidor',
    'Crea un secreto nuevo para una aplicación; su clave no cambia. El secreto anterior sigue siendo válido durante overlap_hours, para que se pueda ' +
      'dar el nuevo a cada copia de la aplicación: entretanto se aceptan las llamadas firmadas con cualquiera de los dos. Puede quien registró la ' +
      'aplicación, y quien tiene CanRotateConsumerSecrets.',
  ),
  deleteConsumer: es(
    'Eliminar un consumidor',
    'Elimina una aplicación: ya nadie entra con ella, y sus sesiones y tokens acaban. Los mensajes y los registros de auditoría conservan su id. ' +
      'La que se conoció por tokens de otro emisor sigue excluida.',
  ),

  // Roles
  'OBPv2.0.0-addEntitlement': es(
    'Conceder un rol a un usuario',
    'Concede un rol a un usuario, en un banco si el rol lo requiere. Los superadministradores pueden conceder cualquier rol, igual que quien ' +
      'tiene CanCreateEntitlementAtAnyBank; quien tiene CanCreateEntitlementAtOneBank, los de ese banco.',
  ),
  'OBPv2.0.0-deleteEntitlement': es(
    'Quitar un rol a un usuario',
    'Quita un rol a un usuario. Desaparece de inmediato, también para los tokens en uso.',
  ),
  'OBPv2.0.0-getAllEntitlements': es(
    'Obtener todos los roles concedidos',
    'Cada rol que tiene algún usuario, del más nuevo al más antiguo.',
  ),
  'OBPv3.1.0-getAllEntitlements': es(
    'Obtener todos los roles concedidos',
    'Cada rol que tiene algún usuario, del más nuevo al más antiguo, y quién lo tiene.',
  ),
  'OBPv2.0.0-getEntitlements': es(
    'Obtener los roles de un usuario',
    'Los roles que tiene un usuario, del más nuevo al más antiguo; un superadministrador tiene además `SuperAdmin`. Vacía si el usuario no existe.',
  ),
  'OBPv4.0.0-getEntitlements': es(
    'Obtener los roles de un usuario',
    'Los roles que tiene un usuario, del más nuevo al más antiguo; un superadministrador tiene además `SuperAdmin`. Vacía si el usuario no existe.',
  ),
  'OBPv2.1.0-getEntitlementsByBankAndUser': es(
    'Obtener los roles de un usuario en un banco',
    'Los roles que tiene un usuario en el banco, del más nuevo al más antiguo; un superadministrador tiene además `SuperAdmin`.',
  ),
  'OBPv4.0.0-getEntitlementsForBank': es(
    'Obtener los roles de un banco',
    'Los roles que tienen los usuarios en el banco, del más nuevo al más antiguo. Vacía si el banco no existe.',
  ),
  'OBPv3.0.0-getEntitlementsForCurrentUser': es(
    'Obtener los roles del usuario actual',
    'Los roles que tiene el usuario que llama, del más nuevo al más antiguo.',
  ),
  'OBPv5.1.0-getEntitlementsAndPermissions': es(
    'Obtener los roles y permisos de un usuario',
    'Un usuario con los roles que tiene. Los permisos son vistas de cuentas, que este servicio no tiene: la lista de vistas está vacía.',
  ),
  'OBPv2.1.0-getRoles': es('Obtener los roles', 'Todos los roles que hay, por nombre, y si se conceden en un banco.'),
  'OBPv3.0.0-addEntitlementRequest': es(
    'Solicitar un rol',
    'Pide un rol, en un banco si el rol lo requiere. Pedir no concede nada: decide quien puede conceder roles.',
  ),
  'OBPv3.0.0-deleteEntitlementRequest': es(
    'Eliminar una solicitud de rol',
    'Elimina una solicitud; un rol que se concedió por ella se conserva.',
  ),
  'OBPv3.0.0-getAllEntitlementRequests': es(
    'Obtener todas las solicitudes de roles',
    'Qué roles han pedido todos los usuarios, de la más nueva a la más antigua.',
  ),
  'OBPv3.0.0-getEntitlementRequests': es(
    'Obtener las solicitudes de roles de un usuario',
    'Qué roles ha pedido un usuario, de la más nueva a la más antigua. Vacía si el usuario no existe.',
  ),
  'OBPv3.0.0-getEntitlementRequestsForCurrentUser': es(
    'Obtener las solicitudes de roles del usuario actual',
    'Qué roles ha pedido el usuario que llama, de la más nueva a la más antigua.',
  ),
  getUsersOfCustomer: es(
    'Obtener los usuarios de un cliente',
    `Quién lee los mensajes a un cliente del banco, por su nombre, en el orden en que se vincularon. ${NEXT_PAGE}`,
  ),
  linkUserToCustomer: es(
    'Vincular un usuario a un cliente',
    'Vincula un usuario, por su nombre, a un cliente del banco: los mensajes al cliente están desde entonces en el buzón del usuario.',
  ),
  correctCustomerContact: es(
    'Corregir el contacto de un cliente',
    'Fija el teléfono y el correo de un cliente del banco; lo que aún no se ha enviado va a estos.',
  ),
  askForRole: es(
    'Solicitar un rol diciendo por qué',
    'Pide un rol y dice por qué. Pedir no concede nada: decide quien puede conceder roles.',
  ),
  getMyRoleRequests: es(
    'Obtener mis solicitudes de roles',
    'Qué roles ha pedido el usuario que llama, de la más nueva a la más antigua: las abiertas o, con decided, las que ya no lo están, con quién ' +
      'decidió y por qué.',
  ),
  getRoleRequests: es(
    'Obtener las solicitudes de roles con su historia',
    'Qué roles han pedido los usuarios, de la más nueva a la más antigua: las abiertas o, con decided, las que ya no lo están, con quién decidió y ' +
      'por qué. Una solicitud eliminada sin decisión cuenta como concedida si el usuario tenía entonces el rol.',
  ),
  decideRoleRequest: es(
    'Decidir una solicitud de rol',
    'Concede el rol y termina la solicitud, en un solo paso, o la rechaza; quien la hizo puede leer por qué. Para conceder hace falta lo mismo que ' +
      'en otras partes: un superadministrador, o CanCreateEntitlementAtAnyBank, o CanCreateEntitlementAtOneBank en el banco.',
  ),

  // Consumers and scopes
  'OBPv4.0.0-createConsumer': es(
    'Crear un consumidor',
    'Registra una aplicación y crea su clave y su secreto. El secreto solo está en esta respuesta: se guarda cifrado y no se vuelve a mostrar.',
  ),
  'OBPv3.1.0-getConsumer': es('Obtener un consumidor', 'Una aplicación. Su clave y su secreto no se vuelven a mostrar después de crearla.'),
  'OBPv3.1.0-getConsumers': es(
    'Obtener los consumidores',
    'Todas las aplicaciones, de la más nueva a la más antigua. Si hay más de una página, la cabecera Link indica la siguiente.',
  ),
  'OBPv3.1.0-getConsumersForCurrentUser': es(
    'Obtener los consumidores del usuario actual',
    'Las aplicaciones que ha registrado quien llama, de la más nueva a la más antigua.',
  ),
  'OBPv3.1.0-enableDisableConsumers': es(
    'Activar o desactivar un consumidor',
    'Deja entrar a una aplicación o le cierra la puerta: entonces nadie puede iniciar sesión con su clave y sus tokens se rechazan. Para activar ' +
      'hace falta CanEnableConsumers, para desactivar CanDisableConsumers.',
  ),
  'OBPv3.1.0-callsLimit': es(
    'Fijar los límites de llamadas de un consumidor',
    'Fija cuántas llamadas puede hacer una aplicación por segundo, minuto, hora, día, semana y mes, y entre qué momentos. Un período empieza con ' +
      'la primera llamada; las llamadas rechazadas no cuentan.',
  ),
  'OBPv4.0.0-callsLimit': es(
    'Fijar los límites de llamadas de un consumidor',
    'Fija cuántas llamadas puede hacer una aplicación por segundo, minuto, hora, día, semana y mes, y entre qué momentos. Un período empieza con ' +
      'la primera llamada; las llamadas rechazadas no cuentan. Con api_version, api_name o bank_id los límites son de las llamadas que estos ' +
      'nombran; esas llamadas cuentan según los límites más específicos que les corresponden, y ningún otro.',
  ),
  'OBPv3.1.0-getCallsLimit': es(
    'Obtener los límites de llamadas de un consumidor',
    'Los límites de llamadas de una aplicación en conjunto, y en current_state las llamadas hechas en cada período limitado en curso.',
  ),
  getConsumerLimits: es(
    'Obtener todos los límites de un consumidor',
    'Todo lo fijado para una aplicación: primero los límites en conjunto, si los hay, y luego los de algunas llamadas, cada uno con su plazo y con ' +
      'las llamadas hechas en cada período limitado en curso. Lo que no está fijado no tiene límite.',
  ),
  'OBPv3.1.0-getRateLimitingInfo': es(
    'Obtener información de los límites de llamadas',
    'Si los consumidores tienen límites de llamadas y dónde se cuentan sus llamadas.',
  ),
  'OBPv3.0.0-addScope': es(
    'Conceder un ámbito a un consumidor',
    'Da un rol a una aplicación, en un banco si el rol lo requiere. CONSUMER_ID es el identificador del consumidor, como en versiones ' +
      'posteriores. Quien tiene CanCreateScopeAtAnyBank puede dar cualquiera, quien tiene CanCreateScopeAtOneBank los de ese banco.',
  ),
  'OBPv4.0.0-addScope': es(
    'Conceder un ámbito a un consumidor',
    'Da un rol a una aplicación, en un banco si el rol lo requiere. Quien tiene CanCreateScopeAtAnyBank puede dar cualquiera, quien tiene ' +
      'CanCreateScopeAtOneBank los de ese banco.',
  ),
  'OBPv3.0.0-deleteScope': es('Quitar un ámbito a un consumidor', 'Quita un rol a una aplicación. Responde true.'),
  'OBPv3.0.0-getScopes': es('Obtener los ámbitos de un consumidor', 'Los roles de una aplicación, del más nuevo al más antiguo.'),

  // Banks
  'OBPv1.4.0-getBanks': es('Obtener los bancos', `Los bancos, para cualquiera, por orden de identificador. ${NEXT_PAGE}`),
  'OBPv4.0.0-getBanks': es('Obtener los bancos', `Los bancos, para cualquiera, por orden de identificador. ${NEXT_PAGE}`),
  'OBPv1.4.0-bankById': es('Obtener un banco', 'Un banco, para cualquiera.'),
  'OBPv4.0.0-getBank': es('Obtener un banco', 'Un banco, para cualquiera.'),
  'OBPv5.0.0-getBank': es('Obtener un banco', 'Un banco, para cualquiera.'),
  'OBPv4.0.0-createBank': es(
    'Crear un banco',
    'Crea un banco. A diferencia de OBP-API, que lo sobrescribe, un banco que ya existe se rechaza. Quien llama recibe ' +
      'CanCreateEntitlementAtOneBank y CanReadDynamicResourceDocsAtOneBank en el banco nuevo.',
  ),
  'OBPv5.0.0-createBank': es(
    'Crear un banco',
    'Crea un banco; uno que ya existe se rechaza. Quien llama recibe CanCreateEntitlementAtOneBank y CanReadDynamicResourceDocsAtOneBank en el ' +
      'banco nuevo.',
  ),
  'OBPv5.0.0-updateBank': es(
    'Cambiar un banco',
    'Cambia el banco del identificador dado. Un nombre, un logotipo o un sitio web ausente queda vacío; las rutas se conservan si no se dan ' +
      'otras, y una lista vacía las quita.',
  ),

  // Customers and links
  'OBPv1.4.0-addCustomer': es(
    'Añadir un cliente',
    'Crea un cliente del banco y le vincula un usuario: el de user_id, o quien llama si está vacío.',
  ),
  'OBPv2.0.0-createCustomer': es(
    'Crear un cliente',
    'Crea un cliente del banco y le vincula un usuario: el de user_id, o quien llama si está vacío.',
  ),
  'OBPv3.1.0-createCustomer': es(
    'Crear un cliente',
    'Crea un cliente del banco. El banco elige el identificador y el número, que están en la respuesta.',
  ),
  'OBPv4.0.0-createCustomer': es(
    'Crear un cliente',
    'Crea un cliente del banco. El banco no elige ni el identificador ni el número: ambos están en la respuesta.',
  ),
  'OBPv5.0.0-createCustomer': es(
    'Crear un cliente',
    'Crea un cliente del banco, de quien solo hay que conocer un nombre y un número de teléfono.',
  ),
  'OBPv1.4.0-getCustomer': es(
    'Obtener el cliente del usuario actual',
    'El cliente del banco al que está vinculado el usuario que llama; de varios, el que se vinculó primero.',
  ),
  'OBPv3.1.0-getCustomerByCustomerId': es(
    'Obtener un cliente por CUSTOMER_ID',
    'Un cliente del banco. A diferencia de OBP-API, un cliente de otro banco no se encuentra.',
  ),
  'OBPv3.1.0-getCustomerByCustomerNumber': es('Obtener un cliente por CUSTOMER_NUMBER', 'El cliente del banco que tiene ese número.'),
  'OBPv3.0.0-getCustomersForUser': es(
    'Obtener los clientes del usuario actual',
    `Los clientes, de todos los bancos, a los que está vinculado el usuario que llama. ${NEXT_PAGE}`,
  ),
  'OBPv5.1.0-getCustomersForUserIdsOnly': es(
    'Obtener los clientes del usuario actual (solo identificadores)',
    `Los identificadores de los clientes, de todos los bancos, a los que está vinculado el usuario que llama. ${NEXT_PAGE}`,
  ),
  'OBPv5.0.0-getMyCustomersAtAnyBank': es(
    'Obtener mis clientes',
    `Los clientes, de todos los bancos, a los que está vinculado el usuario que llama. ${NEXT_PAGE}`,
  ),
  'OBPv5.0.0-getMyCustomersAtBank': es(
    'Obtener mis clientes en un banco',
    `Los clientes del banco a los que está vinculado el usuario que llama. ${NEXT_PAGE}`,
  ),
  'OBPv4.0.0-getCustomersAtAnyBank': es(
    'Obtener los clientes de todos los bancos',
    `Los clientes de todos los bancos, del más nuevo al más antiguo. ${NEXT_PAGE}`,
  ),
  'OBPv4.0.0-getCustomersMinimalAtAnyBank': es(
    'Obtener los clientes de todos los bancos, lo mínimo',
    `Los identificadores de los clientes de todos los bancos, del más nuevo al más antiguo. ${NEXT_PAGE}`,
  ),
  'OBPv4.0.0-getCustomersAtOneBank': es(
    'Obtener los clientes de un banco',
    'Los clientes del banco, del más nuevo al más antiguo. Cualquier parámetro de consulta que no figura aquí y no es locale, cache-modifier, ' +
      'spelling ni exclude-optional-fields pide clientes con un atributo de ese nombre; aquí los clientes no tienen atributos, así que la lista ' +
      `está entonces vacía. ${NEXT_PAGE}`,
  ),
  'OBPv5.0.0-getCustomersAtOneBank': es(
    'Obtener los clientes de un banco',
    `Los clientes del banco, del más nuevo al más antiguo. ${NEXT_PAGE}`,
  ),
  'OBPv5.0.0-getCustomersMinimalAtOneBank': es(
    'Obtener los clientes de un banco, lo mínimo',
    `Los identificadores de los clientes del banco, del más nuevo al más antiguo. ${NEXT_PAGE}`,
  ),
  'OBPv2.0.0-createUserCustomerLinks': es(
    'Vincular un usuario a un cliente',
    'Vincula un usuario a un cliente del banco: los mensajes al cliente están entonces en el buzón del usuario. A diferencia de OBP-API, nadie ' +
      'puede hacerlo sin permiso.',
  ),
  'OBPv4.0.0-createUserCustomerLinks': es(
    'Vincular un usuario a un cliente',
    'Vincula un usuario a un cliente del banco: los mensajes al cliente están entonces en el buzón del usuario.',
  ),
  'OBPv4.0.0-deleteUserCustomerLink': es(
    'Desvincular un usuario de un cliente',
    'Acaba el vínculo de un usuario con un cliente del banco: los mensajes al cliente dejan el buzón del usuario.',
  ),
  'OBPv4.0.0-getUserCustomerLinksByCustomerId': es(
    'Obtener los vínculos de un cliente',
    `Los vínculos de usuarios con un cliente del banco, del más antiguo al más nuevo. ${NEXT_PAGE}`,
  ),
  'OBPv4.0.0-getUserCustomerLinksByUserId': es(
    'Obtener los vínculos de un usuario',
    'Los vínculos de un usuario con clientes del banco, del más antiguo al más nuevo; a diferencia de OBP-API, los de otros bancos no se ' +
      `muestran. ${NEXT_PAGE}`,
  ),

  // Rules per operation
  'OBPv4.0.0-createJsonSchemaValidation': es(
    'Crear una validación con JSON Schema',
    `Desde ahora los cuerpos de la operación deben cumplir el esquema. ${SCHEMA_BODY}`,
  ),
  'OBPv4.0.0-updateJsonSchemaValidation': es(
    'Cambiar una validación con JSON Schema',
    `Desde ahora los cuerpos de la operación deben cumplir este esquema en su lugar. ${SCHEMA_BODY}`,
  ),
  'OBPv4.0.0-deleteJsonSchemaValidation': es(
    'Eliminar una validación con JSON Schema',
    'Desde ahora los cuerpos de la operación no tienen que cumplir ningún esquema.',
  ),
  'OBPv4.0.0-getJsonSchemaValidation': es(
    'Obtener una validación con JSON Schema',
    'El esquema que deben cumplir los cuerpos de la operación.',
  ),
  'OBPv4.0.0-getAllJsonSchemaValidations': es(
    'Obtener todas las validaciones con JSON Schema',
    'Cada operación cuyos cuerpos deben cumplir un esquema, por orden de identificador.',
  ),
  'OBPv4.0.0-getAllJsonSchemaValidationsPublic': es(
    'Obtener todas las validaciones con JSON Schema, en público',
    'Cada operación cuyos cuerpos deben cumplir un esquema, para cualquiera.',
  ),
  'OBPv4.0.0-createAuthenticationTypeValidation': es(
    'Crear una validación de tipos de autenticación',
    'Desde ahora quien llama a la operación debe autenticarse de una de las formas nombradas. El cuerpo es la lista de nombres. ' +
      `Puede haber ${MOST_VALIDATIONS} reglas así.`,
  ),
  'OBPv4.0.0-updateAuthenticationTypeValidation': es(
    'Cambiar una validación de tipos de autenticación',
    'Desde ahora quien llama a la operación debe autenticarse de una de estas formas en su lugar. El cuerpo es la lista de nombres.',
  ),
  'OBPv4.0.0-deleteAuthenticationTypeValidation': es(
    'Eliminar una validación de tipos de autenticación',
    'Desde ahora quien llama a la operación puede autenticarse de cualquier forma.',
  ),
  'OBPv4.0.0-getAuthenticationTypeValidation': es(
    'Obtener una validación de tipos de autenticación',
    'Las formas en que puede autenticarse quien llama a la operación.',
  ),
  'OBPv4.0.0-getAllAuthenticationTypeValidations': es(
    'Obtener todas las validaciones de tipos de autenticación',
    'Cada operación a la que solo se puede llamar con ciertas formas de autenticación, por orden de identificador.',
  ),
  'OBPv4.0.0-getAllAuthenticationTypeValidationsPublic': es(
    'Obtener todas las validaciones de tipos de autenticación, en público',
    'Cada operación a la que solo se puede llamar con ciertas formas de autenticación, para cualquiera.',
  ),

  // Collections
  'OBPv4.0.0-createMyApiCollection': es(
    'Crear una colección propia',
    `Crea una lista vacía de operaciones de quien llama. Un usuario puede tener ${MOST_COLLECTIONS}.`,
  ),
  'OBPv4.0.0-getMyApiCollections': es(
    'Obtener las colecciones propias',
    'Las colecciones de quien llama, de la más antigua a la más nueva.',
  ),
  'OBPv4.0.0-getMyApiCollectionByName': es('Obtener una colección propia por nombre', 'Una de las colecciones de quien llama.'),
  'OBPv4.0.0-getMyApiCollectionById': es(
    'Obtener una colección propia por identificador',
    'Una de las colecciones de quien llama; la de otro usuario no se encuentra.',
  ),
  'OBPv4.0.0-deleteMyApiCollection': es(
    'Eliminar una colección propia',
    'Elimina una de las colecciones de quien llama con todo lo que contiene.',
  ),
  'OBPv4.0.0-createMyApiCollectionEndpoint': es(
    'Añadir una operación a una colección propia',
    'Añade una operación de este servicio a una de las colecciones de quien llama.',
  ),
  'OBPv4.0.0-getMyApiCollectionEndpoints': es(
    'Obtener las operaciones de una colección propia',
    'Las operaciones de una de las colecciones de quien llama, en el orden en que se añadieron.',
  ),
  'OBPv4.0.0-deleteMyApiCollectionEndpoint': es(
    'Quitar una operación de una colección propia',
    'Quita una operación de una de las colecciones de quien llama.',
  ),
  'OBPv4.0.0-getApiCollectionEndpoints': es(
    'Obtener las operaciones de una colección',
    'Las operaciones de una colección compartible o de quien llama, para cualquiera; una lista vacía para cualquier otro identificador.',
  ),
};

/** Descriptions of query parameters and headers, keyed by the English text. */
export const SPANISH_PARAMETERS: Readonly<Record<string, string>> = {
  'Only messages of this bank.': 'Solo mensajes de este banco.',
  'Only messages to this customer.': 'Solo mensajes a este cliente.',
  'true: only those that are not read.': 'true: solo los que no se han leído.',
  'Only those whose from_person or from_department contains this.': 'Solo los que tienen esto en from_person o from_department.',
  'Words that the text contains, all of them; at most 8.': 'Palabras que contiene el texto, todas ellas; 8 como máximo.',
  'How many at most: 20 when not given, never more than 100.': 'Cuántos como máximo: 20 si no se indica, nunca más de 100.',
  "The bank that sent it, where it is known: without it all of the caller's are looked at.":
    'El banco que lo envió, si se sabe: si no, se examinan todos los de quien llama.',
  'The id of the last event that arrived: what came since follows. Without it only what comes from now on.':
    'El identificador del último evento que llegó: sigue lo que vino después. Sin él, solo lo que llegue desde ahora.',
  'By which periods they are counted: hour or day (of UTC); hour when not given.':
    'Por qué períodos se cuentan: hour o day (de UTC); hour si no se indica.',
  "The earliest time, as yyyy-MM-dd'T'HH:mm:ss'Z', with or without .SSS after the seconds. A day before to_date when not given.":
    "El momento más temprano, como yyyy-MM-dd'T'HH:mm:ss'Z', con o sin .SSS tras los segundos. Un día antes de to_date si no se indica.",
  "The latest time, as yyyy-MM-dd'T'HH:mm:ss'Z', with or without .SSS after the seconds; that second or millisecond is meant too. Now when not given.":
    "El momento más tardío, como yyyy-MM-dd'T'HH:mm:ss'Z', con o sin .SSS tras los segundos; ese segundo o milisegundo se incluye. Ahora si no se indica.",
  'Only those whose text is of this template.': 'Solo los que tienen un texto de esta plantilla.',
  'true for those that are decided, the last decision first.': 'true para las que están decididas, primero la última decisión.',
  'true for those too that are archived.': 'true para incluir las archivadas.',
  'Only those with this in their id or name, in capitals or not.':
    'Solo las que tienen esto en su identificador o su nombre, en mayúsculas o no.',
  'Only those with this in their text, from_person or from_department.':
    'Solo los que tienen esto en su texto, from_person o from_department.',
  'Only those to this customer.': 'Solo los dirigidos a este cliente.',
  'Only those with this transport, in capitals or not.': 'Solo los de este transporte, en mayúsculas o no.',
  'Only those that the user with this name has sent.': 'Solo los que ha enviado el usuario de este nombre.',
  'How many at most: 20 when not given, never more.': 'Cuántos como máximo: 20 si no se indica, nunca más.',
  'What is known of the customer: at least two letters or digits.': 'Lo que se sabe del cliente: al menos dos letras o cifras.',
  'How many at most: 50 when not given, never more than 500.': 'Cuántos como máximo: 50 si no se indica, nunca más de 500.',
  "Only those with this reference, the sender's own.": 'Solo los que tienen esta referencia, del propio remitente.',
  'Only those on this channel: sms, email, webhook, inbox.': 'Solo los de este canal: sms, email, webhook, inbox.',
  'Only those with a delivery of this status: scheduled, queued, retrying, sending, sent, unknown, failed, dead, delivered, cancelled, suppressed, expired.':
    'Solo los que tienen un envío con este estado: scheduled, queued, retrying, sending, sent, unknown, failed, dead, delivered, cancelled, suppressed, expired.',
  'Only those with this status: scheduled, queued, retrying, sending, sent, unknown, failed, dead, delivered, cancelled, suppressed, expired.':
    'Solo los que tienen este estado: scheduled, queued, retrying, sending, sent, unknown, failed, dead, delivered, cancelled, suppressed, expired.',
  'How many at most; a positive integer.': 'Cuántos como máximo; un entero positivo.',
  'How many at most: 1000 when not given, never more than 1000.': 'Cuántos como máximo: 1000 si no se indica, nunca más de 1000.',
  'How many at most: 500 when not given, never more than 1000.': 'Cuántos como máximo: 500 si no se indica, nunca más de 1000.',
  'How many at most: 50 when not given, never more than 1000.': 'Cuántos como máximo: 50 si no se indica, nunca más de 1000.',
  'How many to leave out from the beginning.': 'Cuántos omitir desde el principio.',
  'ASC or DESC; newest first when not given.': 'ASC o DESC; si no se indica, del más nuevo al más antiguo.',
  "The earliest time, as yyyy-MM-dd'T'HH:mm:ss'Z', with or without .SSS after the seconds.":
    "El momento más temprano, como yyyy-MM-dd'T'HH:mm:ss'Z', con o sin .SSS tras los segundos.",
  "The latest time, as yyyy-MM-dd'T'HH:mm:ss'Z', with or without .SSS after the seconds; that second or millisecond is meant too.":
    "El momento más tardío, como yyyy-MM-dd'T'HH:mm:ss'Z', con o sin .SSS tras los segundos; ese segundo o milisegundo se incluye.",
  'Makes it safe to send the batch again: 1 to 255 visible ASCII characters, such as a UUID, new for each batch. Each message is known by the key and its place: a repeat stores those only that are not stored yet, and answers the others as before. The header `Idempotent-Replayed: true` says that all were stored before.':
    'Permite repetir el lote sin riesgo: de 1 a 255 caracteres ASCII visibles, como un UUID, nuevos para cada lote. Cada mensaje se conoce por la ' +
    'clave y su lugar: una repetición guarda solo los que aún no lo están y responde los demás como antes. La cabecera ' +
    '`Idempotent-Replayed: true` dice que todos estaban guardados.',
  'Where the page before ended: taken from its Link header.': 'Dónde acabó la página anterior: se toma de su cabecera Link.',
  'The language: en_GB (the default) or es_ES.': 'El idioma: en_GB (si no se indica) o es_ES.',
  'Only operations with one of these tags, comma-separated.': 'Solo operaciones con una de estas etiquetas, separadas por comas.',
  'Only these functions, comma-separated.': 'Solo estas funciones, separadas por comas.',
  'static, dynamic or all (the default). No operation here is dynamic.':
    'static, dynamic o all (si no se indica). Aquí ninguna operación es dinámica.',
  'Exactly the operations of this collection, whatever else is asked for.':
    'Exactamente las operaciones de esta colección, pida lo que pida además.',
  'ASC or DESC; oldest first when not given.': 'ASC o DESC; si no se indica, del más antiguo al más nuevo.',
  'Only this role.': 'Solo este rol.',
  'Only users who are `locked`, or only those who are `active`.': 'Solo usuarios bloqueados (`locked`) o solo activos (`active`).',
  '`true` for the deleted users instead of the others.': '`true` para los usuarios eliminados en lugar de los demás.',
  'Only calls of this user.': 'Solo llamadas de este usuario.',
  'Only calls from this address.': 'Solo llamadas desde esta dirección.',
  'Only acts of this kind.': 'Solo actos de este tipo.',
  'Only what this user did.': 'Solo lo que hizo este usuario.',
  'Only what was done to this.': 'Solo lo que se hizo a esto.',
  [IDEMPOTENCY_KEY.description]:
    'Permite repetir la llamada sin riesgo: de 1 a 255 caracteres ASCII visibles, como un UUID, nuevos para cada mensaje. Una repetición con ' +
    'la misma clave y el mismo cuerpo no guarda nada y recibe la primera respuesta, con la cabecera `Idempotent-Replayed: true`.',
  'User name, password and consumer key.': 'Nombre de usuario, contraseña y clave de consumidor.',
};

/** Descriptions of the fields of bodies, keyed by the English text. */
export const SPANISH_FIELDS: Readonly<Record<string, string>> = {
  'The application to sign in with. Only read where the configuration names none for the pages.':
    'La aplicación con la que se inicia sesión. Solo se lee si la configuración no indica ninguna para las páginas.',
  'How the session was proven. Send the token in the header DirectLogin for the first, and as Authorization: Bearer for the other.':
    'Cómo se demostró la sesión. Envíe el token en la cabecera DirectLogin en el primer caso, y como Authorization: Bearer en el otro.',
  'Seconds until the token ends.': 'Segundos hasta que el token termina.',
  'Whether the user may grant any role.': 'Si el usuario puede otorgar cualquier rol.',
  'A code; empty for none.': 'Un código; vacío si no hay.',
  'For which of the customers that the caller acts for.': 'Para cuál de los clientes por los que actúa quien llama.',
  'When somebody who acts for the customer read it; null: not yet.': 'Cuándo lo leyó alguien que actúa por el cliente; null: aún no.',
  'How many messages of the whole inbox are not read, or with bank_id of that bank; 100 stands for 100 or more.':
    'Cuántos mensajes de todo el buzón no se han leído, o con bank_id los de ese banco; 100 significa 100 o más.',
  'Whether the caller acts for customers of more than 20 banks: then name one for the others.':
    'Si quien llama actúa por clientes de más de 20 bancos: para los demás, indique uno.',
  'When it was read first.': 'Cuándo se leyó por primera vez.',
  'The id of the newest message that is read; so are all before it.':
    'El identificador del mensaje más nuevo que se ha leído; también lo están todos los anteriores.',
  'Only what this bank has sent.': 'Solo lo que ha enviado este banco.',
  'Null: not read.': 'Null: no leído.',
  'Whether staff see when a customer read a message.': 'Si el personal ve cuándo leyó un cliente un mensaje.',
  'Whether staff see when a customer read a message; as it is when not given.':
    'Si el personal ve cuándo leyó un cliente un mensaje; si no se indica, queda como está.',
  'The reason in words; empty for none.': 'El motivo con palabras; vacío si no hay.',
  'Who the message says it is from.': 'De quién dice ser el mensaje.',
  'The user who sent it.': 'El usuario que lo envió.',
  'The name of the user who sent it.': 'El nombre del usuario que lo envió.',
  'Empty where the bank delivers nothing with this transport.': 'Vacío si el banco no envía nada con este transporte.',
  'Empty where it is not known.': 'Vacío si no se conoce.',
  'Your own phone number, with its country, or e-mail address.': 'Su propio número de teléfono, con su país, o correo electrónico.',
  'What came of it, as of a try of a delivery.': 'Qué fue de él, como de un intento de un envío.',
  "The provider's own code, or that of the connection; empty for none.":
    'El código del propio proveedor, o el de la conexión; vacío si no hay ninguno.',
  'How long it took.': 'Cuánto tardó.',
  'Where it reports what became of messages; a provider that signs nothing adds `/` and its `callbackSecret`. null where it does not report, or PUBLIC_URL is without TLS.':
    'Adónde comunica qué fue de los mensajes; un proveedor que no firma nada añade `/` y su `callbackSecret`. null si no comunica nada o si PUBLIC_URL no usa TLS.',
  'true when not given: then they are counted alone.': 'true si no se indica: entonces solo se cuentan.',
  'Of which status: dead, unknown; dead when not given.': 'De qué estado: dead, unknown; dead si no se indica.',
  'Only those on this channel: sms, email, webhook, inbox.': 'Solo los de este canal: sms, email, webhook, inbox.',
  'Only those that this provider tried last.': 'Solo los que este proveedor intentó por última vez.',
  "Only those with this reference, the sender's own.": 'Solo los que tienen esta referencia, del propio remitente.',
  'Only of messages that were created then or later.': 'Solo de mensajes creados entonces o después.',
  'Only of messages that were created then or earlier.': 'Solo de mensajes creados entonces o antes.',
  'How many at most; never more than 10000.': 'Cuántos como máximo; nunca más de 10000.',
  'Where the call before ended: the next_cursor of its answer.': 'Dónde acabó la llamada anterior: el next_cursor de su respuesta.',
  'How many were driven again, or would be.': 'Cuántos se volvieron a poner en cola, o se pondrían.',
  'Whether there may be more than that.': 'Si puede haber más.',
  'Where the next call goes on; null when no more are left, and in a dry run.':
    'Dónde sigue la siguiente llamada; null cuando no quedan más, y si solo se cuentan.',
  'Where the period begins.': 'Dónde empieza el período.',
  'Who took it, or tried last; empty where nobody has.': 'Quién lo aceptó, o lo intentó por última vez; vacío si nadie lo ha hecho.',
  'Not meant any more.': 'Ya no se incluye.',
  'All of the range.': 'Todo el intervalo.',
  'By period, channel, provider and status; none where there are none.':
    'Por período, canal, proveedor y estado; ninguno donde no los hay.',
  'As BCP 47 writes it, such as es or pt-BR.': 'Como lo escribe BCP 47, por ejemplo es o pt-BR.',
  'Placeholders are names in double braces, such as {{name}}.': 'Los marcadores son nombres entre llaves dobles, como {{name}}.',
  'The language of who is sent none in particular: that of the version before when not given, of the first text at first.':
    'El idioma de aquel para quien no se pide ninguno: si no se indica, el de la versión anterior y, al principio, el del primer texto.',
  'Lower-case letters, digits, - and _; chosen by the bank.': 'Letras minúsculas, cifras, - y _; lo elige el banco.',
  'For people.': 'Para personas.',
  'What personalisation has to give.': 'Lo que tiene que dar personalisation.',
  'From 1. A version never changes.': 'Desde 1. Una versión no cambia nunca.',
  'What is sent when no version is named.': 'Lo que se envía si no se nombra ninguna versión.',
  'Whether it can be sent no more.': 'Si ya no se puede enviar.',
  'Newest first.': 'Primero la más reciente.',
  'The newest when not given.': 'La más reciente si no se indica.',
  "The template's default language when not given.": 'El idioma predeterminado de la plantilla si no se indica.',
  'A value for each placeholder: text of at most 1024 characters, a number, true or false. Others are ignored.':
    'Un valor para cada marcador: texto de 1024 caracteres como máximo, un número, true o false. Los demás se ignoran.',
  'Empty, or not given, for a role of no bank in particular.': 'Vacío, o sin dar, para un rol que no es de ningún banco.',
  'Why the role is asked for, as whoever decides reads it.': 'Por qué se pide el rol, como lo lee quien decide.',
  'Why the role is asked for; empty when that was not said.': 'Por qué se pide el rol; vacío si no se dijo.',
  'granted also gives the role, to who does not hold it yet.': 'granted da además el rol a quien aún no lo tiene.',
  'Why, as who asked reads it.': 'Por qué, como lo lee quien lo pidió.',
  'Empty when none was given.': 'Vacío si no se dio ninguno.',
  'Empty for a user who is no more.': 'Vacío para un usuario que ya no existe.',
  'Whether the user holds the role now.': 'Si el usuario tiene el rol ahora.',
  'null while it is open.': 'null mientras está abierta.',
  'The version that introduced the operations that it is about; empty for every version.':
    'La versión que introdujo las operaciones de que trata; vacío para cualquier versión.',
  'The function name of the operation that it is about; empty for every operation.':
    'El nombre de función de la operación de que trata; vacío para cualquier operación.',
  'The bank of the path of calls that it is about; empty for calls at any bank and at none.':
    'El banco de la ruta de las llamadas de que trata; vacío para llamadas de cualquier banco y de ninguno.',
  'The name with which the user signs in.': 'El nombre con el que el usuario inicia sesión.',
  'Who keeps the password of the user: this service, when not given.':
    'Quién guarda la contraseña del usuario: este servicio, si no se da.',
  'Empty for none.': 'Vacío si no hay.',
  'When given, the text is one of a template: a value for each of its placeholders, as when a template is previewed.':
    'Si se da, el texto es de una plantilla: un valor para cada uno de sus marcadores, como en la vista previa de una plantilla.',
  'The text of the message, not of blanks and invisible characters alone; absent where template_id is given.':
    'El texto del mensaje, que no puede tener solo espacios y caracteres invisibles; no se da cuando se da template_id.',
  'A template of the bank, whose text is sent.': 'Una plantilla del banco, cuyo texto se envía.',
  "Whose text it is; null for the sender's own.": 'De qué plantilla es el texto; null si es del propio remitente.',
  'Its version; null without one.': 'Su versión; null si no tiene.',
  'The text of a message.': 'El texto de un mensaje.',
  'What it costs: one for each segment.': 'Lo que cuesta: una por segmento.',
  'The characters for which it needs UCS-2.': 'Los caracteres por los que necesita UCS-2.',
  'The one that was found for what was asked: es for es-MX.': 'El que se encontró para lo que se pidió: es para es-MX.',
  'On which channel: sms, email, webhook.': 'En qué canal: sms, email, webhook.',
  'What is not wanted: mailings, channel. The first stops priority bulk, the second bulk and normal; nothing stops high.':
    'Lo que no se desea: mailings, channel. El primero detiene la prioridad bulk, el segundo bulk y normal; nada detiene high.',
  "Where the customer lives, for quiet hours; empty: the bank's.":
    'Dónde vive el cliente, para las horas de silencio; vacío: la del banco.',
  'As BCP 47 writes it; empty: not known.': 'Como lo escribe BCP 47; vacío: no se sabe.',
  'The version that was read: where somebody has changed it since, nothing is. Without it, what is stored is overwritten.':
    'La versión que se leyó: si alguien la ha cambiado entretanto, no se cambia nada. Sin ella se sobrescribe lo guardado.',
  "Empty: the bank's.": 'Vacío: la del banco.',
  'Empty: not known.': 'Vacío: no se sabe.',
  '0 where nothing was ever said.': '0 si nunca se dijo nada.',
  "By the clocks of the customer's zone.": 'Según los relojes de la zona del cliente.',
  'The next day, where it is earlier than the beginning.': 'Al día siguiente, si es anterior al comienzo.',
  'The priorities that wait: normal, bulk.': 'Las prioridades que esperan: normal, bulk.',
  'As ISO 3166 writes it, for numbers without the code of a country; empty for none.':
    'Como lo escribe ISO 3166, para números sin código de país; vacío si no hay.',
  'For customers who have none of their own.': 'Para los clientes que no tienen una propia.',
  'Null for none.': 'Null si no hay.',
  'Of which channel it is: sms, email.': 'De qué canal es: sms, email.',
  "An e-mail address, or a phone number: without the code of a country it is one of the bank's.":
    'Una dirección de correo o un número de teléfono: sin código de país es uno del país del banco.',
  'Why: hard_bounce, complaint, manual, unsubscribed. The last stops mailings alone, the others everything. manual when not given.':
    'Por qué: hard_bounce, complaint, manual, unsubscribed. El último detiene solo la publicidad, los demás todo. manual si no se indica.',
  'Says nothing of the address.': 'No dice nada de la dirección.',
  'The end of it: more is not stored.': 'Su final: no se guarda más.',
  'Without the header of a part.': 'Sin la cabecera de una parte.',
  'UCS-2 where a character is not in GSM-7.': 'UCS-2 si algún carácter no está en GSM-7.',
  'Septets of GSM-7, or UTF-16 units of UCS-2.': 'Septetos de GSM-7, o unidades UTF-16 de UCS-2.',
  'How many messages the network counts.': 'Cuántos mensajes cuenta la red.',
  'The mail as it is sent, with another recipient; null where the provider writes none.':
    'El correo tal como se envía, con otro destinatario; null si el proveedor no escribe ninguno.',
  'Who took it, or tried last, or is asked first; empty where nobody is.':
    'Quién lo aceptó, o lo intentó por última vez, o es el primero al que se pide; vacío si no hay nadie.',
  'As it goes out: a provider may be told to leave out accents.':
    'Tal como sale: a un proveedor se le puede indicar que omita los acentos.',
  'Null on other channels.': 'Null en otros canales.',
  'How urgent it is: high, normal, bulk; normal when not given.': 'Lo urgente que es: high, normal, bulk; normal si no se indica.',
  'When it is to be sent; at once when not given.': 'Cuándo se ha de enviar; en el momento si no se indica.',
  'When it is of no use any more.': 'Cuándo deja de servir.',
  "Instead of what the transport's route says: sms, email, webhook.":
    'En lugar de lo que dice la ruta del transporte: sms, email, webhook.',
  "The sender's own, by which deliveries are found.": 'Del propio remitente, por la que se encuentran los envíos.',
  "The sender's own, of at most 2048 bytes.": 'Del propio remitente, de 2048 bytes como máximo.',
  'From 1.': 'Desde 1.',
  'What came of it: accepted, temporary, permanent, throttled, unavailable, unknown, or interrupted where our process ended.':
    'Lo que resultó: accepted, temporary, permanent, throttled, unavailable, unknown, o interrupted si terminó nuestro proceso.',
  "The provider's own code; empty for none.": 'El código propio del proveedor; vacío si no hay.',
  'Why it is there, as a code; empty for none.': 'Por qué está así, como código; vacío si no hay.',
  'The same for people, in English.': 'Lo mismo para personas, en inglés.',
  'The end of where it was sent to; empty before the first try.':
    'El final de la dirección a la que se envió; vacío antes del primer intento.',
  'Who took it, or tried last.': 'Quién lo aceptó, o lo intentó por última vez.',
  'Transport of the route that it takes; empty where any route to its channel will do.':
    'Transporte de la ruta que toma; vacío si sirve cualquier ruta hacia su canal.',
  'By which the provider knows it; empty where none has taken it.': 'Con lo que el proveedor lo conoce; vacío si ninguno lo ha aceptado.',
  "The sender's own.": 'Del propio remitente.',
  'Not sent earlier.': 'No se envía antes.',
  'Not sent later.': 'No se envía después.',
  'When a provider took it.': 'Cuándo lo aceptó un proveedor.',
  'When its end was known.': 'Cuándo se conoció su final.',
  'When it is tried next; null where it is not.': 'Cuándo se intenta de nuevo; null si no se intenta.',
  'Every change of the status, oldest first.': 'Cada cambio de estado, primero el más antiguo.',
  'Empty where the bank has no route for the transport.': 'Vacío si el banco no tiene ruta para el transporte.',
  'What it is: each kind has settings of its own.': 'Qué es: cada tipo tiene sus propios ajustes.',
  'As the kind reads them. A secret that is left out stays as it was, unless what says where it goes is changed.':
    'Tal como los lee el tipo. Un secreto que se omite queda como estaba, salvo que cambie lo que indica adónde va.',
  'true when not given.': 'true si no se indica.',
  'Without secrets.': 'Sin secretos.',
  'Which secret settings it has; their values are never shown.': 'Qué ajustes secretos tiene; sus valores nunca se muestran.',
  "The provider's own code, or that of the connection.": 'El código del propio proveedor, o el de la conexión.',
  'Of its circuit: nothing is sent to a provider while that is open.':
    'De su circuito: no se envía nada a un proveedor mientras está abierto.',
  'Since when; null where it was never open.': 'Desde cuándo; null si nunca estuvo abierto.',
  'Why it was opened last: half of the last answers were failures of the provider, or more than one in twenty took too long.':
    'Por qué se abrió la última vez: la mitad de las últimas respuestas fueron fallos del proveedor, o más de una de cada veinte tardó demasiado.',
  'What was among the answers for which it was opened last.': 'Lo que había entre las respuestas por las que se abrió la última vez.',
  'Messages a second to which it was slowed down since it asked for fewer; null where it did not, or not of late.':
    'Mensajes por segundo a los que se ralentizó desde que pidió menos; null si no lo pidió, o no recientemente.',
  'As all processes share it.': 'Tal como lo comparten todos los procesos.',
  'Those of rank 0 send; those of the next while none of them can. 0 when not given.':
    'Envían los de rango 0; los del siguiente mientras ninguno de ellos pueda. 0 si no se indica.',
  'The share among those of the same rank, from 1 to 100. 1 when not given.':
    'La proporción entre los del mismo rango, de 1 a 100. 1 si no se indica.',
  'How customers are reached: sms, email, webhook.': 'Cómo se llega a los clientes: sms, email, webhook.',
  'In lower case.': 'En minúsculas.',
  'Good once. It is shown this once, and kept only as a hash.':
    'Válido una vez. Solo se muestra esta vez, y solo se guarda su resumen criptográfico.',
  'The page on which the user chooses a new password: send it to them.':
    'La página en la que el usuario elige una contraseña nueva: envíesela.',
  'The page on which the invited person signs up: send it to them.': 'La página en la que se registra la persona invitada: envíesela.',
  'The token of the invitation.': 'El token de la invitación.',
  'Given by the service to this request alone, as opposed to the correlation id, which a caller may choose.':
    'Lo da el servicio solo a esta petición, a diferencia del identificador de correlación, que puede elegir quien llama.',
  'The beginning of the minute.': 'El comienzo del minuto.',
  'Of IPv6 the network of 64 bits; empty for the rest of a minute with calls from very many.':
    'De IPv6, la red de 64 bits; vacía para el resto de un minuto con llamadas desde muchísimas.',
  'Empty for callers who are not known, and for names that nobody has.': 'Vacío si no se sabe quién llama y para nombres que nadie tiene.',
  'Likewise.': 'Igualmente.',
  'With a name and a password, whatever was wrong.': 'Con nombre y contraseña, fuera cual fuera el error.',
  'Other calls that were answered 401.': 'Otras llamadas respondidas con 401.',
  'Other calls that were answered 403.': 'Otras llamadas respondidas con 403.',
  'Who sent it, and through which application.': 'Quién lo envió y con qué aplicación.',
  'Empty when the application was deleted.': 'Vacío si la aplicación se eliminó.',
  'Whether it is the session of this call.': 'Si es la sesión de esta llamada.',
  'How many sessions go through it.': 'Cuántas sesiones pasan por ella.',
  'What an administrator was given for this user.': 'Lo que se dio a un administrador para este usuario.',
  'For this user alone. Shown this once.': 'Solo para este usuario. Se muestra esta única vez.',
  'The same as before.': 'La misma que antes.',
  'When the last of the earlier secrets ends; null where none is good any more.':
    'Cuándo acaba el último de los secretos anteriores; null si ya no es válido ninguno.',
  'For how many hours the secret that is replaced stays good: 24 if nothing is said, at most 720. 0 ends all earlier secrets at once.':
    'Durante cuántas horas sigue siendo válido el secreto que se reemplaza: 24 si no se dice nada, 720 como mucho. 0 acaba de inmediato todos los anteriores.',
  'When the newest of them was made.': 'Cuándo se creó la más nueva de ellas.',
  'A customer of the bank.': 'Un cliente del banco.',
  '201 when the message is stored, else the status of its error.': '201 si el mensaje está guardado; si no, el estado de su error.',
  'The id of the stored message.': 'El identificador del mensaje guardado.',
  'Why it is not stored.': 'Por qué no está guardado.',
  'One for each message that was looked at, in their order.': 'Uno por cada mensaje que se miró, en su orden.',
  'Why nothing behind these was looked at; absent when all were.': 'Por qué no se miró nada detrás de estos; ausente si se miraron todos.',
  '17 to 512 characters, or 10 to 16 with a digit, both cases and a special character; none of the common ones.':
    'De 17 a 512 caracteres, o de 10 a 16 con una cifra, mayúscula, minúscula y un carácter especial; ninguna de las habituales.',
  '4 to 16 letters, digits, dots, hyphens and underscores.': 'De 4 a 16 letras, cifras, puntos, guiones y guiones bajos.',
  '4 to 16 letters, digits, dots, hyphens and underscores. Although the shape lets it be absent, it has to be given.':
    'De 4 a 16 letras, cifras, puntos, guiones y guiones bajos. Aunque la forma permite omitirlo, hay que indicarlo.',
  'A JWT; its form is not part of the contract.': 'Un JWT; su forma no es parte del contrato.',
  'Where people may be sent after they have signed in: an https URL, an http URL of 127.0.0.1, [::1] or localhost, one of a private-use scheme with a dot in it (RFC 8252), or empty.':
    'Adónde se puede enviar a las personas tras iniciar sesión: una URL https, una URL http de 127.0.0.1, [::1] o localhost, una de un esquema privado con un punto (RFC 8252), o vacío.',
  'Always empty: customers have no attributes here.': 'Siempre vacío: aquí los clientes no tienen atributos.',
  'Always null: this service has no agreements.': 'Siempre null: este servicio no tiene acuerdos.',
  'An e-mail address, or 8 to 100 letters, digits, dots and underscores.':
    'Una dirección de correo, o de 8 a 100 letras, cifras, puntos y guiones bajos.',
  'Any one of them is enough, unless the description says that all are required.':
    'Basta con uno de ellos, salvo que la descripción diga que se requieren todos.',
  'As it was given.': 'Tal como se indicó.',
  'By an administrator, or for a time by bad logins.': 'Por un administrador, o durante un tiempo por inicios de sesión fallidos.',
  'Calls allowed; -1 is no limit.': 'Llamadas permitidas; -1 es sin límite.',
  'Calls since the period began with the first of them.': 'Llamadas desde que el período empezó con la primera de ellas.',
  'Consumers are always held to the limits they have.': 'A los consumidores siempre se les aplican los límites que tienen.',
  'Empty for a role of no bank in particular.': 'Vacío si el rol no es de ningún banco en particular.',
  'Empty when it is not known.': 'Vacío si no se conoce.',
  'Empty when it was created through v1.4.0.': 'Vacío si se creó con v1.4.0.',
  'Empty when the build does not say.': 'Vacío si la compilación no lo indica.',
  'Empty where no bank in particular is concerned.': 'Vacío donde no se trata de ningún banco en particular.',
  'Empty: no operation goes through a connector.': 'Vacío: ninguna operación pasa por un conector.',
  'False while Redis is away and every process counts for itself.': 'False mientras falta Redis y cada proceso cuenta por su cuenta.',
  'HTML, also well-formed XML, made of description_markdown.': 'HTML, también XML bien formado, hecho de description_markdown.',
  'How it is meant to reach the customer.': 'Cómo ha de llegar al cliente.',
  'No other customer of the bank may have it; the bank chooses one where it is absent.':
    'Ningún otro cliente del banco puede tenerlo; si falta, el banco elige uno.',
  'No other customer of the bank may have it; the bank chooses one where it is empty.':
    'Ningún otro cliente del banco puede tenerlo; si está vacío, el banco elige uno.',
  'Not used.': 'No se usa.',
  'Not used: the creator is the caller.': 'No se usa: lo crea quien llama.',
  'Null when no bad login is remembered.': 'Null si no se recuerda ningún inicio de sesión fallido.',
  'Only calls of operations that this version introduced.': 'Solo llamadas a operaciones que introdujo esta versión.',
  'Only calls of operations with this function name.': 'Solo llamadas a operaciones con este nombre de función.',
  'Only calls with this BANK_ID in the path.': 'Solo llamadas con este BANK_ID en la ruta.',
  'Provider of the users whose passwords are kept here.': 'Proveedor de los usuarios cuyas contraseñas se guardan aquí.',
  'Seconds until the period ends.': 'Segundos hasta que acabe el período.',
  'Shown this once.': 'Se muestra solo esta vez.',
  'The HTTP status.': 'El estado HTTP.',
  'The URL under which clients reach the service.': 'La URL con la que los clientes llegan al servicio.',
  'The department that sends it.': 'El departamento que lo envía.',
  'The person who sends it.': 'La persona que lo envía.',
  'The text of the message: not of blanks and invisible characters alone.':
    'El texto del mensaje: no solo de espacios y caracteres invisibles.',
  'The user name at the provider.': 'El nombre de usuario en el proveedor.',
  'The user who is linked to the customer; empty for the one who calls.': 'El usuario que se vincula al cliente; vacío para quien llama.',
  'The version that introduced it.': 'La versión que la introdujo.',
  'Three characters or more. If it is taken something is added to it.': 'Tres caracteres o más. Si ya está en uso se le añade algo.',
  'Through which application.': 'Con qué aplicación.',
  'Under the version that introduced it.': 'En la versión que la introdujo.',
  'Under the version that was asked for: the URL to call.': 'En la versión que se pidió: la URL a la que llamar.',
  'When it was created.': 'Cuándo se creó.',
  'When the limits begin to apply.': 'Cuándo empiezan a aplicarse los límites.',
  'When they cease to apply.': 'Cuándo dejan de aplicarse.',
  'Where calls are counted: REDIS or In-Memory.': 'Dónde se cuentan las llamadas: REDIS o In-Memory.',
  'Whether it can be used at once.': 'Si se puede usar de inmediato.',
  'Whether it is granted at one bank.': 'Si se concede en un banco.',
  'Whether others may read what is in it.': 'Si otros pueden leer lo que contiene.',
  'Who did it; empty for an anonymous caller.': 'Quién lo hizo; vacío si quien llamó era anónimo.',
  'Without the scheme.': 'Sin el esquema.',
  'draft-07 or draft 2020-12': 'draft-07 o draft 2020-12',
};

export const parameterText = (english: string, locale: Locale): string =>
  (locale === 'es' ? SPANISH_PARAMETERS[english] : undefined) ?? english;

export const fieldText = (english: string, locale: Locale): string => (locale === 'es' ? SPANISH_FIELDS[english] : undefined) ?? english;
