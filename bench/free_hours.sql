-- A clinic of twenty professionals with :appointments visits, for bench.free_hours: eighteen half hours a day, the last sixty days still
-- to come and a seventh of those free. Run by the owner, without triggers.
SET session_replication_role = replica;
SET synchronous_commit = off;

INSERT INTO citas.rooms (name, kind) SELECT 'Consultorio ' || n, CASE WHEN n > 20 THEN 'Rayos X' END FROM generate_series(1, 23) AS n;
INSERT INTO citas.equipment (name, capacity) SELECT 'Equipo ' || n, 2 FROM generate_series(1, 3) AS n;
INSERT INTO citas.treatment_rules (treatment_id, treatment_name, preparation_minutes, cleaning_minutes, room_kind, equipment_ids)
VALUES (1, 'Radiografía panorámica', 5, 10, 'Rayos X', '{1}');
INSERT INTO citas.doctor_schedules (doctor_id) SELECT n FROM generate_series(1, 20) AS n;
INSERT INTO citas.timetables (doctor_id, valid_from) SELECT n, '-infinity' FROM generate_series(1, 20) AS n;
INSERT INTO citas.working_hours (doctor_id, valid_from, weekday, start_time, end_time)
SELECT n, '-infinity', day, opens::time, closes::time
  FROM generate_series(1, 20) AS n, generate_series(0, 6) AS day, (VALUES ('08:00', '13:00'), ('13:00', '18:00')) AS hours (opens, closes);

-- Each fourth visit takes equipment and ten minutes of cleaning; some of them a room for X-rays.
INSERT INTO citas.appointments (patient_id, patient_name, patient_document_type, patient_document_number, patient_phone, doctor_id,
                                doctor_name, room_id, during, status, cancel_reason, completed_at, completions, cleaning_minutes,
                                equipment_ids)
SELECT 1 + n * 7919 % 100000, 'Paciente ' || n, 'PASSPORT', 'X' || n, '+593990000000', 1 + n % 20, 'Doctor ' || 1 + n % 20,
       CASE WHEN n % 40 = 0 THEN 21 + n / 40 % 3 ELSE 1 + n % 20 END,
       tstzrange(start, start + CASE WHEN n % 4 = 0 THEN interval '20 minutes' ELSE interval '30 minutes' END), status,
       CASE status WHEN 'CANCELLED' THEN 'Avisó' END, CASE status WHEN 'COMPLETED' THEN start END, (status = 'COMPLETED')::int,
       CASE WHEN n % 4 = 0 THEN 10 ELSE 0 END, CASE WHEN n % 4 = 0 THEN ARRAY[1 + n / 20 % 3] ELSE '{}' END
  FROM generate_series(0, :appointments - 1) AS n,
       LATERAL (SELECT date_trunc('day', now()) + interval '13 hours' + n / 20 % 18 * interval '30 minutes'
                       + (n / 360 - :appointments / 360 + 60) * interval '1 day' AS start) AS slot,
       LATERAL (SELECT CASE WHEN start < now() THEN 'COMPLETED' WHEN (n / 20 + n) % 7 = 3 THEN 'CANCELLED'
                            ELSE 'CONFIRMED' END AS status) AS state;
