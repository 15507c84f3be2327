-- Written by `npm run sync`: what the service sends to PostgreSQL to create a message.

SELECT operation_id, revision::text AS revision, NULL::text[] AS types FROM json_schema_validations
UNION ALL
SELECT operation_id, NULL, allowed_authentication_types FROM authentication_type_validations
