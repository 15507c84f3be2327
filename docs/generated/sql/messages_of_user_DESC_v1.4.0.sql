-- Written by `npm run sync`: what the service sends to PostgreSQL to read the inbox.

SELECT q.question::int AS question, coalesce(page.messages, '') AS messages, page.last, page.count
  FROM unnest((SELECT $2::text[]), (SELECT $3::uuid[]), (SELECT $4::uuid[]), (SELECT $5::bigint[]), (SELECT $6::bigint[]))
       WITH ORDINALITY AS q (id, after, before, most, skip, question)
 CROSS JOIN LATERAL (
    SELECT string_agg(json, ',') FILTER (WHERE place <= q.most) AS messages,
           CASE WHEN count(*) > q.most THEN max(message_id::text) FILTER (WHERE place = q.most) END AS last,
           least(count(*), q.most)::int AS count
      FROM (
        SELECT row_number() OVER () AS place, m.message_id, row_to_json(shown)::text AS json
          FROM (
        SELECT m.*
          FROM user_customer_links l
         CROSS JOIN LATERAL (
            SELECT m.message_id, m.date, m.transport, m.message, m.from_department, m.from_person FROM messages m
             WHERE m.bank_id = $1 AND m.customer_id = l.customer_id AND m.message_id > q.after AND m.message_id < q.before
             ORDER BY m.message_id DESC LIMIT q.most + 1 + q.skip
          ) m
         WHERE l.bank_id = $1 AND l.user_id = q.id
         ORDER BY m.message_id DESC LIMIT q.most + 1 OFFSET q.skip
          ) m
         CROSS JOIN LATERAL (SELECT m.message_id AS id, to_char(m.date AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS date, m.message AS message, m.from_department AS from_department, m.from_person AS from_person) shown
      ) written
 ) page
