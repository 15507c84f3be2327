/** Why a delivery is where it is, for machines; the texts are for people. */
export const DELIVERY_REASONS = {
  no_address: ['The customer has no address for this channel.', 'El cliente no tiene dirección para este canal.'],
  invalid_address: ['The address of the customer is not valid.', 'La dirección del cliente no es válida.'],
  address_rejected: ['The provider says that there is no such address.', 'El proveedor dice que esa dirección no existe.'],
  opted_out: ['The customer does not wish to be reached so.', 'El cliente no desea ser contactado así.'],
  address_suppressed: ['Nothing is sent to this address any more.', 'Ya no se envía nada a esta dirección.'],
  recipient_limit: ['The address has had enough mailings today.', 'La dirección ya ha recibido bastantes envíos hoy.'],
  quiet_hours: ['The customer is left alone at this time.', 'A esta hora no se molesta al cliente.'],
  expires_in_quiet_hours: [
    'Its time to live ends before the customer may be disturbed.',
    'Su plazo termina antes de que se pueda molestar al cliente.',
  ],
  rejected: ['The provider refused the message.', 'El proveedor rechazó el mensaje.'],
  temporary: ['The provider could not take the message now.', 'El proveedor no pudo aceptar el mensaje ahora.'],
  throttled: ['The provider asks for fewer messages at a time.', 'El proveedor pide menos mensajes a la vez.'],
  provider_unavailable: ['The provider cannot be reached.', 'No se puede contactar con el proveedor.'],
  answer_lost: ['The connection broke before the provider answered.', 'La conexión se cortó antes de que respondiera el proveedor.'],
  worker_lost: ['The process that was sending it ended.', 'El proceso que lo enviaba terminó.'],
  too_many_tries: ['It was tried as often as is allowed.', 'Se intentó tantas veces como está permitido.'],
  time_to_live: ['It could not be sent in time.', 'No se pudo enviar a tiempo.'],
  cancelled_by_bank: ['The bank cancelled it.', 'El banco lo canceló.'],
  customer_removed: ['The customer was removed before its time.', 'El cliente se eliminó antes de su hora.'],
  undelivered: ['The provider could not deliver it.', 'El proveedor no pudo entregarlo.'],
  no_receipt: ['No receipt came in time.', 'No llegó ningún acuse a tiempo.'],
  no_provider: ['The route has no provider that is enabled.', 'La ruta no tiene ningún proveedor activado.'],
  redriven: ['It was driven again.', 'Se volvió a poner en cola.'],
  render_failed: ['The message could not be prepared for the provider.', 'No se pudo preparar el mensaje para el proveedor.'],
} as const satisfies Record<string, readonly [en: string, es: string]>;

export type DeliveryReason = keyof typeof DELIVERY_REASONS;
