-- A clinic of a given age, for bench.scale: as many a day as ever, so only what has piled up differs.
-- Parameters: patients, appointments, notes, invoices, entries, products. Run by the owner, without triggers.
SET session_replication_role = replica;
SET maintenance_work_mem = '512MB';
SET synchronous_commit = off;

CREATE FUNCTION pg_temp.name_of(n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT (ARRAY['María', 'José', 'Luis', 'Ana', 'Carlos', 'Rosa', 'Juan', 'Carmen', 'Jorge', 'Martha', 'Ángel', 'Gladys',
                  'Víctor', 'Blanca', 'Manuel', 'Luz', 'Segundo', 'Mónica', 'Wilson', 'Verónica', 'Édgar', 'Diana'])[1 + n % 22]
        || ' ' ||
           (ARRAY['Quishpe', 'Zambrano', 'Cedeño', 'Guamán', 'Vera', 'Sánchez', 'Rodríguez', 'García', 'Mendoza', 'Morán',
                  'López', 'Loor', 'Chicaiza', 'Yépez', 'Ibarra', 'Paredes', 'Salazar', 'Toapanta', 'Núñez'])[1 + n / 22 % 19]
        || ' ' ||
           (ARRAY['Castro', 'Flores', 'Ortiz', 'Ramírez', 'Villacís', 'Alcívar', 'Reyes', 'Andrade', 'Moreira', 'Espinoza',
                  'Chávez', 'Cárdenas', 'Tipán', 'Macías', 'Delgado', 'Rivera', 'Bravo'])[1 + n / 418 % 17]
$$;
-- A valid cédula: the last digit checks the nine before it (modulo 10, odd places doubled).
CREATE FUNCTION pg_temp.cedula(n bigint) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT nine || (10 - sum(CASE WHEN place % 2 = 0 THEN digit
                                  WHEN digit > 4 THEN 2 * digit - 9 ELSE 2 * digit END) % 10) % 10
      FROM (SELECT lpad((1 + n % 24)::text, 2, '0') || lpad((n % 5999999)::text, 7, '0') AS nine) AS number,
           LATERAL (SELECT place, substr(nine, place, 1)::int AS digit FROM generate_series(1, 9) AS place) AS digits
     GROUP BY nine
$$;

INSERT INTO inventario.products (sku, name, category, unit, minimum_stock, sale_price, iva_code, stock_quantity, last_cost)
SELECT 'P' || n, 'Producto ' || pg_temp.name_of(n) || ' ' || n, 'Categoría ' || n % 12, 'unidad', 5, 10 + n % 40, '4', n % 50, 3
  FROM generate_series(1, :products) AS n;
INSERT INTO inventario.lots (product_id, lot_number, expiry_date, quantity, unit_cost)
SELECT n, 'L' || n, current_date + (n % 400)::int, n % 50, 3 FROM generate_series(1, :products) AS n;
INSERT INTO inventario.treatments (code, name, category, price, duration_minutes, iva_code)
SELECT 'T' || n, 'Tratamiento ' || n, 'Categoría ' || n % 8, 20 + n, 30, '0' FROM generate_series(1, 100) AS n;

INSERT INTO historia_clinica.patients (document_type, document_number, first_name, last_name, birth_date, gender, phone,
                                       email, active, created_at)
SELECT 'CEDULA', pg_temp.cedula(n), split_part(name, ' ', 1), split_part(name, ' ', 2) || ' ' || split_part(name, ' ', 3),
       date '1940-01-01' + (n * 7 % 29000)::int, CASE WHEN n % 2 = 0 THEN 'female' ELSE 'male' END,
       '+5939' || lpad((n * 7919 % 100000000)::text, 8, '0'), 'p' || n || '@ejemplo.ec', n % 20 > 0,
       now() - (:patients - n) * interval '20 minutes'
  FROM generate_series(1, :patients) AS n, LATERAL (SELECT pg_temp.name_of(n) AS name) AS named;
INSERT INTO historia_clinica.medical_history (patient_id, category, description, recorded_by_id, recorded_by_name)
SELECT 1 + n % :patients, 'CONDITION', 'Antecedente ' || n, '1', 'Dra. Andrea Quishpe'
  FROM generate_series(1, :patients / 2) AS n;

-- Twenty doctors, sixteen visits a day each; the last thirty days of them are still to come.
INSERT INTO citas.rooms (name) SELECT 'Consultorio ' || n FROM generate_series(1, 20) AS n;
INSERT INTO citas.appointments (patient_id, patient_name, patient_document_type, patient_document_number, patient_phone,
                                doctor_id, doctor_name, room_id, during, status, cancel_reason, completed_at, completions)
SELECT patient_id, pg_temp.name_of(patient_id), 'CEDULA', pg_temp.cedula(patient_id),
       '+5939' || lpad((patient_id * 7919 % 100000000)::text, 8, '0'),
       1 + n % 20, 'Dr. ' || pg_temp.name_of(1 + n % 20), 1 + n % 20, tstzrange(start, start + interval '30 minutes'), status,
       CASE status WHEN 'CANCELLED' THEN 'Avisó' END, CASE status WHEN 'COMPLETED' THEN start END,
       (status = 'COMPLETED')::int
  FROM generate_series(0, :appointments - 1) AS n,
       LATERAL (SELECT 1 + n * 7919 % :patients AS patient_id,
                       date_trunc('day', now()) + interval '13 hours' + n / 20 % 16 * interval '30 minutes'
                       + (n / 320 - :appointments / 320 + 30) * interval '1 day' AS start) AS slot,
       LATERAL (SELECT CASE WHEN start > now() THEN CASE WHEN n % 3 = 0 THEN 'CONFIRMED' ELSE 'PENDING' END
                            WHEN n % 11 = 0 THEN 'CANCELLED' WHEN n % 23 = 0 THEN 'NO_SHOW'
                            ELSE 'COMPLETED' END AS status) AS state;
INSERT INTO citas.appointment_treatments (appointment_id, position, treatment_id, code, name, quantity, unit_price,
                                          duration_minutes, iva_code)
SELECT id, 1, 1 + id % 100, 'T' || 1 + id % 100, 'Tratamiento ' || 1 + id % 100, 1, 20, 30, '0' FROM citas.appointments;

INSERT INTO historia_clinica.clinical_notes (patient_id, appointment_id, reason, subjective, status, author_id, author_name,
                                             signed_by_id, signed_by_name, signed_at, content_sha256, created_at)
SELECT 1 + n * 7919 % :patients, n, 'Control ' || n, 'Sin novedad.', status, '1', 'Dra. Andrea Quishpe',
       CASE status WHEN 'SIGNED' THEN '1' END, CASE status WHEN 'SIGNED' THEN 'Dra. Andrea Quishpe' END,
       CASE status WHEN 'SIGNED' THEN made END, CASE status WHEN 'SIGNED' THEN repeat('a', 64) END, made
  FROM generate_series(1, :notes) AS n,
       LATERAL (SELECT now() - (:notes - n) * interval '9 minutes' AS made,
                       CASE WHEN n > :notes - 200 THEN 'DRAFT' ELSE 'SIGNED' END AS status) AS one;

INSERT INTO facturacion.invoices (status, series_id, sequential, number, issue_date, dated_on, issued_at, issued_by_id,
                                  issued_by_name, appointment_id, completion, patient_id, buyer_id_type, buyer_document,
                                  buyer_name, doctor_id, doctor_name, subtotal, discount, iva, total, paid, cost, created_at)
SELECT status, s.series_id, s.sequential, '001-001-' || lpad(s.sequential::text, 9, '0'), s.issue_date, made::date,
       s.issued_at, s.by_id, s.by_name,
       n, 1, patient_id, '05', pg_temp.cedula(patient_id), pg_temp.name_of(patient_id), 1 + n % 20,
       'Dr. ' || pg_temp.name_of(1 + n % 20), 20, 0, 0, 20,
       CASE WHEN status = 'DRAFT' OR n % 50 = 0 OR n > :invoices - 150 THEN 0 ELSE 20 END, 5, made
  FROM generate_series(1, :invoices) AS n,
       LATERAL (SELECT 1 + n * 7919 % :patients AS patient_id, now() - (:invoices - n) * interval '14 minutes' AS made,
                       CASE WHEN n > :invoices - 60 THEN 'DRAFT' ELSE 'ISSUED' END AS status) AS one,
       LATERAL (SELECT 1 AS series_id, n AS sequential, made::date AS issue_date, made AS issued_at, '1' AS by_id,
                       'Paola Rivadeneira' AS by_name WHERE status = 'ISSUED'
                UNION ALL SELECT NULL, NULL, NULL, NULL, NULL, NULL WHERE status = 'DRAFT') AS s;
INSERT INTO facturacion.invoice_lines (invoice_id, position, kind, reference_id, code, description, quantity, unit_price,
                                       discount, iva_code, iva_rate, subtotal, iva, total)
SELECT id, 1, 'TREATMENT', 1 + id % 100, 'T' || 1 + id % 100, 'Tratamiento ' || 1 + id % 100, 1, 20, 0, '0', 0, 20, 0, 20
  FROM facturacion.invoices;
INSERT INTO facturacion.payments (invoice_id, method, amount, received_at, received_on, received_by_id, received_by_name)
SELECT id, 'CASH', 20, created_at, dated_on, '1', 'Paola Rivadeneira' FROM facturacion.invoices WHERE paid > 0;
INSERT INTO facturacion.appointment_costs (appointment_id, cost, consumed_at)
SELECT appointment_id, 5, created_at FROM facturacion.invoices;

INSERT INTO logs.system_logs (occurred_at, event_id, service, level, type, message, aggregate, user_id, user_name, user_role,
                              patient_id, request_id, data)
SELECT now() - (:entries - n) * interval '4 seconds', gen_random_uuid(),
       (ARRAY['auth', 'citas', 'facturacion', 'historia_clinica', 'inventario'])[1 + n % 5],
       CASE WHEN n % 400 = 0 THEN 'WARNING' ELSE 'INFO' END,
       (ARRAY['user.logged_in', 'appointment.booked', 'invoice.issued', 'record.viewed', 'stock.consumed'])[1 + n % 5],
       'Consultó la ficha de ' || pg_temp.name_of(1 + n * 7919 % :patients), 'patient:' || 1 + n * 7919 % :patients,
       (1 + n % 30)::text, 'Usuario ' || 1 + n % 30, 'Recepción', 1 + n * 7919 % :patients, 'request-' || n, '{}'
  FROM generate_series(1, :entries) AS n;
SET session_replication_role = origin;
