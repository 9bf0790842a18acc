"""What is drawn over a photo or radiograph: marks beside the file, by edition; the file stays as it was."""

from migrations.sql import run

revision = "0117"
down_revision = "0116"

TABLE = """
CREATE TABLE historia_clinica.image_annotations (
    attachment_id bigint      NOT NULL CONSTRAINT image_annotations_attachment REFERENCES historia_clinica.attachments,
    edition       integer     NOT NULL CONSTRAINT image_annotations_edition CHECK (edition > 0),
    -- Arrows, circles and words, in ten-thousandths of the image's sides; none where all were taken away.
    marks         jsonb       NOT NULL CONSTRAINT image_annotations_marks CHECK (
                                  jsonb_typeof(marks) = 'array' AND jsonb_array_length(marks) <= 100),
    drawn_by_id   text        NOT NULL,
    drawn_by_name text        NOT NULL,
    drawn_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT image_annotations_pkey PRIMARY KEY (attachment_id, edition)
);
REVOKE INSERT, UPDATE, DELETE ON historia_clinica.image_annotations FROM omni_historia_clinica;
GRANT INSERT (attachment_id, edition, marks, drawn_by_id, drawn_by_name) ON historia_clinica.image_annotations
   TO omni_historia_clinica;

-- Over an image that stands, each edition after the last; at its hour.
CREATE FUNCTION historia_clinica.annotation_of_image() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    image record;
BEGIN
    SELECT a.withdrawn_at, f.media_type INTO image
      FROM historia_clinica.attachments a JOIN historia_clinica.files f ON f.id = a.file_id
     WHERE a.id = NEW.attachment_id FOR SHARE OF a;
    IF image.media_type NOT LIKE 'image/%' THEN
        RAISE EXCEPTION 'only an image is drawn over' USING ERRCODE = 'check_violation', CONSTRAINT = 'image_annotations_of_image';
    END IF;
    IF image.withdrawn_at IS NOT NULL THEN
        RAISE EXCEPTION 'it is withdrawn' USING ERRCODE = 'check_violation', CONSTRAINT = 'attachments_withdrawn';
    END IF;
    IF NEW.edition <> 1 + coalesce((SELECT max(i.edition) FROM historia_clinica.image_annotations i
                                     WHERE i.attachment_id = NEW.attachment_id), 0) THEN
        RAISE EXCEPTION 'editions follow one another' USING ERRCODE = 'check_violation', CONSTRAINT = 'image_annotations_in_order';
    END IF;
    NEW.drawn_at := now();
    RETURN NEW;
END $$;
CREATE TRIGGER image_annotations_of_image BEFORE INSERT ON historia_clinica.image_annotations
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.annotation_of_image();
CREATE TRIGGER image_annotations_keep BEFORE UPDATE OR DELETE ON historia_clinica.image_annotations
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('image_annotations_kept');
CREATE TRIGGER image_annotations_not_emptied BEFORE TRUNCATE ON historia_clinica.image_annotations
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('image_annotations_kept');

-- Whoever may not see the image does not read what was written over it.
ALTER TABLE historia_clinica.image_annotations ENABLE ROW LEVEL SECURITY;
CREATE POLICY image_annotations_restricted ON historia_clinica.image_annotations TO omni_historia_clinica USING (
    EXISTS (SELECT FROM historia_clinica.attachments a WHERE a.id = image_annotations.attachment_id));
"""


def upgrade():
    run(TABLE)


def downgrade():
    run("""
        DROP TABLE historia_clinica.image_annotations;
        DROP FUNCTION historia_clinica.annotation_of_image;
        """)
