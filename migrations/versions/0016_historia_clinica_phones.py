"""Phones of patients and users as E.164 (`+593991234567`, `+59322345678;ext=12`); names of patients on one line, in NFC.

What is no number of Ecuador nor of another country stays as it was typed, so that nothing is lost; it is corrected when
its owner's data are next saved.
"""

from migrations.sql import run

revision = "0016"
down_revision = "0015"

UP = """
-- A number as it is stored; for what was typed before, digits that could not be read as a number of Ecuador.
CREATE FUNCTION historia_clinica.is_phone(phone text) RETURNS boolean
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT phone ~ '^[+][1-9][0-9]{4,14}(;ext=[0-9]{1,20})?$'
        OR phone ~ '^[0-9]{1,20}$' AND phone !~ '^0([2-7][0-9]{7}|9[0-9]{8})$'
$$;

ALTER TABLE historia_clinica.patients DROP CONSTRAINT patients_phone;
UPDATE historia_clinica.patients
   SET phone = regexp_replace(phone, '^0([2-7][0-9]{7}|9[0-9]{8})$', '+593\\1'),
       emergency_contact_phone = regexp_replace(emergency_contact_phone, '^0([2-7][0-9]{7}|9[0-9]{8})$', '+593\\1')
 WHERE concat_ws(' ', phone, emergency_contact_phone) ~ '\\m0([2-7][0-9]{7}|9[0-9]{8})\\M';
UPDATE historia_clinica.patients
   SET first_name = btrim(regexp_replace(normalize(first_name), '[[:space:]]+', ' ', 'g')),
       last_name = btrim(regexp_replace(normalize(last_name), '[[:space:]]+', ' ', 'g'))
 WHERE full_name IS NOT NFC NORMALIZED OR full_name ~ '[[:space:]]{2}|[\\t\\n\\r]';
ALTER TABLE historia_clinica.patients
    ADD CONSTRAINT patients_phone CHECK (historia_clinica.is_phone(phone)),
    ADD CONSTRAINT patients_emergency_contact_phone CHECK (historia_clinica.is_phone(emergency_contact_phone));

UPDATE auth.users
   SET phone = '+593' || substr(digits, 2)
  FROM (SELECT id AS whose, regexp_replace(phone, '[^0-9+]', '', 'g') AS digits FROM auth.users) AS written
 WHERE id = whose AND digits ~ '^0([2-7][0-9]{7}|9[0-9]{8})$';
"""
DOWN = """
ALTER TABLE historia_clinica.patients DROP CONSTRAINT patients_phone, DROP CONSTRAINT patients_emergency_contact_phone;
UPDATE historia_clinica.patients
   SET phone = split_part(phone, ';', 1), emergency_contact_phone = split_part(emergency_contact_phone, ';', 1)
 WHERE phone LIKE '%;%' OR emergency_contact_phone LIKE '%;%';
ALTER TABLE historia_clinica.patients ADD CONSTRAINT patients_phone CHECK (phone ~ '^[+]?[0-9]+$');
DROP FUNCTION historia_clinica.is_phone;
"""


def upgrade():
    run(UP)


def downgrade():
    run(DOWN)
