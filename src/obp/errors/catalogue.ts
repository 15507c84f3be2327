/** One kind of refusal: number and text as clients of OBP know them, and what HTTP and the log make of it. */
export interface ErrorKind {
  /** `OBP-nnnnn`; from OBP-98000 up where OBP has no number. */
  readonly code: string;
  /** What follows the code and `: `. Trailing spaces are part of the wire. */
  readonly text: string;
  readonly es: string;
  readonly status: number;
  readonly log: 'info' | 'warn' | 'error';
}

const kind = (code: string, status: number, text: string, es: string, log: ErrorKind['log'] = 'info'): ErrorKind => ({
  code,
  text,
  es,
  status,
  log,
});

/**
 * Every error the service can answer with: the only place that knows an error's number, text and status. English
 * texts are OBP's (contract section 2.10); of the Spanish ones OBP-20001 and OBP-20006 are recorded, the rest is ours.
 */
export const ERRORS = {
  ApiVersionNotEnabled: kind(
    'OBP-00008',
    400,
    'The API version you called is not enabled on this server. Please contact your API administrator or use another version.',
    'La versión de la API indicada no está activada en este servidor. Contacte con el administrador de la API o use otra versión.',
  ),
  InvalidApiVersion: kind(
    'OBP-00027',
    400,
    'Invalid API Version string. We could not find the version specified.',
    'Versión de la API no válida. No se encontró la versión indicada.',
  ),
  SchemaViolated: kind(
    'OBP-09014',
    400,
    'Incorrect request body Format, it should be a valid json that matches Validation rule.',
    'Formato incorrecto del cuerpo de la petición: debe ser un json válido que cumpla la regla de validación.',
  ),
  DuplicateQueryParameters: kind(
    'OBP-09016',
    400,
    'Duplicate Query Parameters are not allowed.',
    'No se permiten parámetros de consulta duplicados.',
  ),
  InvalidJson: kind('OBP-10001', 400, 'Incorrect json format.', 'Formato json incorrecto.'),
  IncorrectRole: kind('OBP-10007', 400, 'Incorrect Role name:', 'Nombre de rol incorrecto:'),
  InvalidFilter: kind('OBP-10016', 400, 'Incorrect filter Parameters in URL. ', 'Parámetros de filtro incorrectos en la URL. '),
  TooManyRequests: kind('OBP-10018', 429, 'Too Many Requests.', 'Demasiadas peticiones.'),
  IncorrectJsonValue: kind('OBP-10020', 400, 'Incorrect json.', 'Json incorrecto.'),
  WrongSortDirection: kind(
    'OBP-10023',
    400,
    'obp_sort_direction parameter can only take two values: DESC or ASC!',
    'El parámetro obp_sort_direction solo admite dos valores: DESC o ASC.',
  ),
  WrongOffset: kind(
    'OBP-10024',
    400,
    'wrong value for obp_offset parameter. Please send a positive integer (=>0)!',
    'Valor incorrecto del parámetro obp_offset. Indique un entero positivo (=>0).',
  ),
  WrongLimit: kind(
    'OBP-10025',
    400,
    'wrong value for obp_limit parameter. Please send a positive integer (=>1)!',
    'Valor incorrecto del parámetro obp_limit. Indique un entero positivo (=>1).',
  ),
  WrongDate: kind(
    'OBP-10026',
    400,
    "Failed to parse date string. Please use this format yyyy-MM-dd'T'HH:mm:ss.SSS'Z'!",
    "No se pudo leer la fecha. Use el formato yyyy-MM-dd'T'HH:mm:ss.SSS'Z'.",
  ),
  WrongIsDeleted: kind(
    'OBP-10036',
    400,
    'is_deleted parameter can only take two values: TRUE or FALSE!',
    'El parámetro is_deleted solo admite dos valores: TRUE o FALSE.',
  ),
  WrongCursor: kind(
    'OBP-98006',
    400,
    'wrong value for cursor parameter. Please send the cursor of a Link header as it was given.',
    'Valor incorrecto del parámetro cursor. Envíe el cursor de una cabecera Link tal como se recibió.',
  ),
  ServiceBusy: kind(
    'OBP-10040',
    503,
    'The Service is too busy, please try it later.',
    'El servicio está demasiado ocupado, inténtelo más tarde.',
    'warn',
  ),
  LocaleNotSupported: kind(
    'OBP-10041',
    400,
    'This locale is not supported. Only the following can be used: en_GB , es_ES.',
    'Este idioma no se admite. Solo se pueden usar: en_GB , es_ES.',
  ),
  NotFound: kind(
    'OBP-10404',
    404,
    '404 Not Found. The server could not find the requested URI. Please double check your URL, headers and body. Note: When you are making a POST or PUT request, the Content-Type header MUST be `application/json`. Note: OBP only supports JSON formatted bodies.',
    '404 No encontrado. El servidor no encontró la URI solicitada. Compruebe la URL, las cabeceras y el cuerpo. Nota: en una petición POST o PUT la cabecera Content-Type DEBE ser `application/json`. Nota: OBP solo admite cuerpos en formato JSON.',
  ),
  UserNotLoggedIn: kind('OBP-20001', 401, 'User not logged in. Authentication is required!', 'no conectado. Se requiere autenticación'),
  DirectLoginMissingParameters: kind(
    'OBP-20002',
    400,
    'These DirectLogin parameters are missing:',
    'Faltan estos parámetros de DirectLogin:',
  ),
  DirectLoginInvalidToken: kind(
    'OBP-20003',
    401,
    'This DirectLogin token is invalid or expired:',
    'Este token de DirectLogin no es válido o ha caducado:',
  ),
  InvalidLoginCredentials: kind(
    'OBP-20004',
    401,
    'Invalid login credentials. Check username/password.',
    'Credenciales no válidas. Compruebe el usuario y la contraseña.',
  ),
  UserNotFound: kind(
    'OBP-20005',
    404,
    'User not found. Please specify a valid value for USER_ID.',
    'Usuario no encontrado. Indique un valor válido para USER_ID.',
  ),
  UserHasMissingRoles: kind('OBP-20006', 403, 'User is missing one or more roles: ', "usuario le faltan uno o más roles':  "),
  InvalidConsumerKey: kind('OBP-20008', 401, 'Invalid Consumer Key.', 'Clave de consumidor no válida.'),
  ValueTooLong: kind('OBP-20010', 400, 'Value too long', 'Valor demasiado largo'),
  InvalidCharacters: kind('OBP-20011', 400, 'Value contains invalid characters', 'El valor contiene caracteres no válidos'),
  UserLocked: kind(
    'OBP-20013',
    401,
    'The account has been locked, please contact an administrator!',
    '¡La cuenta está bloqueada, póngase en contacto con un administrador!',
  ),
  ConsumerNotFoundById: kind(
    'OBP-20024',
    400,
    'Consumer not found. Please specify a valid value for CONSUMER_ID.',
    'Consumidor no encontrado. Indique un valor válido para CONSUMER_ID.',
  ),
  ScopeNotFound: kind(
    'OBP-20025',
    400,
    'Scope not found. Please specify a valid value for SCOPE_ID.',
    'Ámbito no encontrado. Indique un valor válido para SCOPE_ID.',
  ),
  ConsumerDoesNotHaveScope: kind('OBP-20026', 400, 'CONSUMER_ID does not have the SCOPE_ID ', 'CONSUMER_ID no tiene el SCOPE_ID '),
  UserNotFoundByName: kind(
    'OBP-20027',
    404,
    'User not found by provider and username.',
    'Usuario no encontrado por proveedor y nombre de usuario.',
  ),
  UserNotSuperAdmin: kind('OBP-20050', 403, 'Current User is not a Super Admin!', '¡El usuario actual no es superadministrador!'),
  UserNotFoundById: kind('OBP-20057', 404, 'User not found by userId.', 'Usuario no encontrado por userId.'),
  UserNotFoundByIdBadRequest: kind('OBP-20057', 400, 'User not found by userId.', 'Usuario no encontrado por userId.'),
  ConsumerDisabled: kind('OBP-20058', 401, 'Consumer is disabled.', 'El consumidor está desactivado.'),
  UserIsDeleted: kind('OBP-20064', 401, 'The user is deleted!', '¡El usuario está eliminado!'),
  AuthorizationNotSupported: kind(
    'OBP-20080',
    401,
    'Authorization Header format is not supported at this instance.',
    'El formato de la cabecera Authorization no se admite en esta instancia.',
  ),
  MissingDirectLoginHeader: kind(
    'OBP-20082',
    400,
    'Missing DirectLogin or Authorization header.',
    'Falta la cabecera DirectLogin o Authorization.',
  ),
  MissingDirectLoginWord: kind(
    'OBP-20083',
    400,
    'Missing DirectLogin word at the value of Authorization header.',
    'Falta la palabra DirectLogin en el valor de la cabecera Authorization.',
  ),
  BearerTokenInvalid: kind(
    'OBP-20202',
    401,
    "OAuth2's Access Token cannot be verified.",
    'No se puede verificar el token de acceso de OAuth2.',
  ),
  BankNotFound: kind(
    'OBP-30001',
    404,
    'Bank not found. Please specify a valid value for BANK_ID.',
    'Banco no encontrado. Indique un valor válido para BANK_ID.',
  ),
  /** Old-style operations say it with 400 and without the id (contract section 2.9). */
  BankNotFoundOldStyle: kind(
    'OBP-30001',
    400,
    'Bank not found. Please specify a valid value for BANK_ID.',
    'Banco no encontrado. Indique un valor válido para BANK_ID.',
  ),
  CustomerNumberNotFound: kind(
    'OBP-30002',
    404,
    'Customer not found. Please specify a valid value for CUSTOMER_NUMBER.',
    'Cliente no encontrado. Indique un valor válido para CUSTOMER_NUMBER.',
  ),
  CustomerNumberExists: kind(
    'OBP-30006',
    400,
    'Customer Number already exists. Please specify a different value for BANK_ID or CUSTOMER_NUMBER.',
    'El número de cliente ya existe. Indique otro valor para BANK_ID o CUSTOMER_NUMBER.',
  ),
  AlreadyLinked: kind(
    'OBP-30007',
    400,
    'The User is already linked to a Customer at the bank specified by BANK_ID',
    'El usuario ya está vinculado a un cliente del banco indicado por BANK_ID',
  ),
  UserCustomerLinkNotFoundByUser: kind(
    'OBP-30008',
    400,
    'User Customer Link not found by USER_ID',
    'Vínculo entre usuario y cliente no encontrado por USER_ID',
  ),
  ConsumerNotFound: kind(
    'OBP-30019',
    404,
    'Consumer not found. Please specify a valid value for CONSUMER_ID.',
    'Consumidor no encontrado. Indique un valor válido para CONSUMER_ID.',
  ),
  CannotCreateConsumer: kind('OBP-30024', 400, 'Could not create Consumer ', 'No se pudo crear el consumidor '),
  UserCustomerLinkNotFound: kind('OBP-30035', 400, 'User Customer Link not found', 'Vínculo entre usuario y cliente no encontrado'),
  CustomerNotFound: kind(
    'OBP-30046',
    404,
    'Customer not found. Please specify a valid value for CUSTOMER_ID.',
    'Cliente no encontrado. Indique un valor válido para CUSTOMER_ID.',
  ),
  CannotCreateCustomer: kind('OBP-30051', 400, 'Cannot create Customer', 'No se puede crear el cliente'),
  ApiCollectionNotFound: kind('OBP-30079', 400, 'ApiCollection not found.', 'ApiCollection no encontrada.'),
  ApiCollectionEndpointNotFound: kind('OBP-30082', 400, 'ApiCollectionEndpoint not found.', 'ApiCollectionEndpoint no encontrado.'),
  ApiCollectionEndpointExists: kind(
    'OBP-30085',
    400,
    'The ApiCollectionEndpoint is already exists.',
    'El ApiCollectionEndpoint ya existe.',
  ),
  ApiCollectionExists: kind('OBP-30086', 400, 'The ApiCollection is already exists.', 'La ApiCollection ya existe.'),
  EntitlementIsBankRole: kind(
    'OBP-30205',
    400,
    'This entitlement is a Bank Role. Please set bank_id to a valid bank id.',
    'Este rol es de un banco. Indique en bank_id un banco válido.',
  ),
  EntitlementIsSystemRole: kind(
    'OBP-30206',
    400,
    'This entitlement is a System Role. Please set bank_id to empty string.',
    'Este rol es del sistema. Deje bank_id vacío.',
  ),
  InvalidPasswordFormat: kind(
    'OBP-30207',
    400,
    'Invalid Password Format. Your password should EITHER be at least 10 characters long and contain mixed numbers and both upper and lower case letters and at least one special character, OR the length should be > 16 and <= 512.',
    'Formato de contraseña no válido. La contraseña debe tener al menos 10 caracteres con números, mayúsculas, minúsculas y algún carácter especial, O BIEN más de 16 y como mucho 512 caracteres.',
  ),
  ConnectorNotFound: kind(
    'OBP-30211',
    400,
    'Invalid Connector. Please specify a valid value for CONNECTOR.',
    'Conector no válido. Indique un valor válido para CONNECTOR.',
  ),
  EntitlementNotFound: kind('OBP-30212', 404, 'EntitlementId not found', 'EntitlementId no encontrado'),
  EntitlementOfAnotherUser: kind(
    'OBP-30213',
    400,
    'USER_ID does not have the ENTITLEMENT_ID.',
    'El usuario USER_ID no tiene el rol ENTITLEMENT_ID.',
  ),
  EntitlementRequestExists: kind(
    'OBP-30214',
    400,
    'Entitlement Request already exists for the user.',
    'El usuario ya ha solicitado este rol.',
  ),
  EntitlementRequestNotFound: kind('OBP-30215', 400, 'EntitlementRequestId not found', 'EntitlementRequestId no encontrado'),
  EntitlementExists: kind('OBP-30216', 400, 'Entitlement already exists for the user.', 'El usuario ya tiene este rol.'),
  EntitlementCannotBeDeleted: kind('OBP-30219', 404, 'EntitlementId cannot be deleted.', 'No se puede eliminar EntitlementId.'),
  BankExists: kind(
    'OBP-34000',
    400,
    'Bank Id already exists. Please specify a different value.',
    'El identificador de banco ya existe. Indique otro valor.',
  ),
  CannotUpdateBank: kind('OBP-34001', 400, 'Could not update the Bank', 'No se pudo actualizar el banco'),
  ConsumerKeyCharacters: kind(
    'OBP-35030',
    400,
    'The Consumer Key must be alphanumeric. (A-Z, a-z, 0-9)',
    'La clave de consumidor debe ser alfanumérica. (A-Z, a-z, 0-9)',
  ),
  ConsumerKeyTooLong: kind('OBP-35031', 400, 'The Consumer Key max length <= 512', 'La longitud máxima de la clave de consumidor es 512'),
  IncorrectJsonSchema: kind('OBP-40026', 400, 'Incorrect json-schema Format. ', 'Formato de json-schema incorrecto. '),
  JsonSchemaValidationNotFound: kind(
    'OBP-40027',
    400,
    'JSON Schema Validation not found, please specify valid query parameter. ',
    'Validación de JSON Schema no encontrada, indique un parámetro válido. ',
  ),
  OperationIdExists: kind(
    'OBP-40029',
    400,
    'OPERATION_ID already exists. Please specify different values for OPERATION_ID. ',
    'OPERATION_ID ya existe. Indique otro valor para OPERATION_ID. ',
  ),
  IncorrectAuthenticationTypeName: kind(
    'OBP-40030',
    400,
    'AuthenticationType name not correct. ',
    'Nombre de AuthenticationType incorrecto. ',
  ),
  AuthenticationTypeValidationNotFound: kind(
    'OBP-40032',
    400,
    'AuthenticationTypeValidation not found, please specify valid query parameter. ',
    'AuthenticationTypeValidation no encontrada, indique un parámetro válido. ',
  ),
  AuthenticationTypeNotAllowed: kind(
    'OBP-40034',
    400,
    'Current request authentication type is illegal. ',
    'El tipo de autenticación de la petición no está permitido. ',
  ),
  InvalidOperationId: kind(
    'OBP-40048',
    400,
    'Invalid operation_id, please specify valid operation_id.',
    'operation_id no válido, indique un operation_id válido.',
  ),
  UnknownError: kind('OBP-50000', 500, 'Unknown Error.', 'Error desconocido.', 'error'),
  DatabaseAway: kind('OBP-50019', 503, 'Cannot connect to the OBP database.', 'No se puede conectar con la base de datos de OBP.', 'error'),
  InvalidConnectorResponse: kind(
    'OBP-50200',
    400,
    'Connector cannot return the data we requested.',
    'El conector no puede devolver los datos solicitados.',
  ),
  BodyTooLarge: kind('OBP-98001', 413, 'The request body is too large.', 'El cuerpo de la petición es demasiado grande.'),
  UserExists: kind('OBP-98002', 409, 'A user with this username already exists.', 'Ya existe un usuario con este nombre.'),
  MalformedRequest: kind('OBP-98003', 400, 'The request is not valid HTTP.', 'La petición no es HTTP válido.'),
  HeadersTooLarge: kind('OBP-98004', 431, 'The request headers are too large.', 'Las cabeceras de la petición son demasiado grandes.'),
  RequestTimeout: kind('OBP-98005', 408, 'The request did not arrive in time.', 'La petición no llegó a tiempo.'),
  WrongLockedStatus: kind(
    'OBP-98050',
    400,
    'locked_status parameter can only take two values: locked or active!',
    'El parámetro locked_status solo admite dos valores: locked o active.',
  ),
  TooManyValidations: kind('OBP-98070', 400, 'There are too many validations of this kind.', 'Hay demasiadas validaciones de este tipo.'),
  TooManyApiCollections: kind(
    'OBP-98071',
    400,
    'The user has too many API collections.',
    'El usuario tiene demasiadas colecciones de API.',
  ),
  InvalidIdempotencyKey: kind(
    'OBP-98080',
    400,
    'wrong value for the header Idempotency-Key. Please send 1 to 255 visible ASCII characters.',
    'Valor incorrecto de la cabecera Idempotency-Key. Envíe de 1 a 255 caracteres ASCII visibles.',
  ),
  IdempotencyKeyInUse: kind(
    'OBP-98081',
    409,
    'The first call with this Idempotency-Key is still running. Please repeat the call later.',
    'La primera llamada con esta Idempotency-Key sigue en curso. Repita la llamada más tarde.',
  ),
  IdempotencyKeyReused: kind(
    'OBP-98082',
    422,
    'This Idempotency-Key was used for another request. Please send a new key.',
    'Esta Idempotency-Key se usó para otra petición. Envíe una clave nueva.',
  ),
  SessionNotFound: kind('OBP-98140', 404, 'You have no such session.', 'No tiene esa sesión.'),
  ApplicationNotFound: kind('OBP-98141', 404, 'You have no sessions with this application.', 'No tiene sesiones con esta aplicación.'),
} as const satisfies Record<string, ErrorKind>;

export type ErrorKey = keyof typeof ERRORS;

/** `OBP-nnnnn: text`, as documents list it. */
export const errorText = (key: ErrorKey): string => `${ERRORS[key].code}: ${ERRORS[key].text}`;
