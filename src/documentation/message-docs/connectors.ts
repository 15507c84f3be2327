/** OBP's connectors (contract section 7.4), each with the format of its messages; none if it sends no messages. */
export const CONNECTORS: ReadonlyMap<string, string | undefined> = new Map([
  ['mapped', undefined],
  ['akka_vDec2018', 'Dec2018'],
  ['kafka_vSept2018', 'Sept2018'],
  ['kafka_vMay2019', 'May2019'],
  ['rest_vMar2019', 'Mar2019'],
  ['stored_procedure_vDec2019', 'Dec2019'],
  ['rabbitmq_vOct2024', 'Oct2024'],
  ['proxy', undefined],
  ['internal', undefined],
  ['star', undefined],
]);
