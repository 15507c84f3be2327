import { textProblem } from '../../platform/body/text.js';

/** Maximum rules of one kind: everybody may read them all at once. */
export const MOST_VALIDATIONS = 500;

const OPERATION_ID = { min: 1, max: 200 };

/** Whether a rule can be stored under this id; it is not checked whether there is such an operation (contract section 6.1). */
export const isOperationId = (id: string): boolean => textProblem(id, OPERATION_ID) === undefined;

export const OPERATION_ID_WANTED = ` It must have ${OPERATION_ID.min} to ${OPERATION_ID.max} characters.`;
