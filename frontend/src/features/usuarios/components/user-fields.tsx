"use client";

import { DateField } from "@/components/form/date-fields";
import { useQuery } from "@tanstack/react-query";
import type { FieldPath, FieldPathValue, FieldValues, UseFormReturn } from "react-hook-form";
import { CheckboxField, SelectField, TextField } from "@/components/form/fields";
import { FormGrid, FormSection } from "@/components/form/form-shell";
import type { User } from "@/entities/person/schema";
import { goesBeyond } from "@/entities/role/permissions";
import { allRolesQuery } from "@/entities/role/queries";
import { useCan, useMe } from "@/lib/session";
import { useOutranks } from "../use-outranks";

/** Nobody attends patients whose role does not hold this. */
const SIGN = "records:sign";
const KINDS = [
  { value: "NONE", label: "Sin definir" },
  { value: "PHYSICIAN", label: "Médico/a" },
  { value: "DENTIST", label: "Odontólogo/a" },
  { value: "OBSTETRICIAN", label: "Obstetra" },
  { value: "OTHER", label: "Otro profesional" },
];
/** Whoever holds this runs the clinic: it is not taken for granted that they attend too. */
const ADMINISTER = "users:write";

type UserFieldsProps<V extends FieldValues, O> = {
  form: UseFormReturn<V, unknown, O>;
  /** The person being edited, if any. */
  user?: User;
};

export function UserFields<V extends FieldValues, O>({ form, user }: UserFieldsProps<V, O>) {
  const { control, watch } = form;
  const name = (
    field:
      | "full_name"
      | "email"
      | "role_id"
      | "phone"
      | "practitioner"
      | "specialty"
      | "professional_registration"
      | "registration_kind"
      | "registration_expires_on",
  ) => field as FieldPath<V>;
  const seesRoles = useCan("roles:read");
  const { data: roles } = useQuery({ ...allRolesQuery, enabled: seesRoles });
  const mine = useMe().permissions;
  const outranks = useOutranks();
  const outranked = user !== undefined && outranks(user);
  const beyond = (role: { permissions: string[] }) => goesBeyond(role.permissions, mine);
  const options =
    roles
      ?.filter((role) => role.active || role.id === user?.role.id)
      .map((role) => ({
        value: String(role.id),
        label: !role.active
          ? `${role.name} · retirado`
          : beyond(role)
            ? `${role.name} · puede más que usted`
            : role.name,
        disabled: beyond(role) && role.id !== user?.role.id,
      })) ?? (user ? [{ value: String(user.role.id), label: user.role.name }] : []);

  const roleId = String(watch(name("role_id")) ?? "");
  const role = roles?.find(({ id }) => String(id) === roleId);
  const mayAttend = role?.permissions.includes(SIGN) ?? user?.practitioner ?? false;
  const attends = Boolean(watch(name("practitioner")));
  const roleChanges = user && roleId !== "" && roleId !== String(user.role.id);
  const roleHint = outranked
    ? "Puede más que usted: su correo y su rol los cambia quien puede lo mismo."
    : !seesRoles
      ? "Para elegir otro rol necesita además el permiso de ver los roles."
      : roleChanges
        ? "Su sesión actual se cerrará: debe ingresar de nuevo para usar el rol nuevo."
        : role?.description || undefined;

  return (
    <>
      <TextField
        control={control}
        name={name("full_name")}
        label="Nombre completo"
        hint="Como debe leerse en la agenda y en las notas: «Dra. Verónica Salazar»."
        autoComplete="off"
        autoFocus={!user}
      />
      <TextField
        control={control}
        name={name("email")}
        label="Correo"
        hint="Con él ingresa."
        type="email"
        disabled={outranked}
        autoComplete="off"
        autoCapitalize="none"
      />
      <FormGrid>
        <TextField
          control={control}
          name={name("phone")}
          label="Teléfono"
          optional
          type="tel"
          inputMode="tel"
          autoComplete="off"
        />
        <SelectField
          control={control}
          name={name("role_id")}
          label="Rol"
          options={options}
          placeholder="Elija un rol"
          disabled={outranked}
          hint={roleHint}
          onSelect={(id) => {
            const held = roles?.find((each) => String(each.id) === id)?.permissions ?? [];
            const signs = held.includes(SIGN);
            if (signs && user) return;
            const said = (signs && !held.includes(ADMINISTER)) as FieldPathValue<V, FieldPath<V>>;
            form.setValue(name("practitioner"), said, { shouldDirty: true });
          }}
        />
      </FormGrid>
      {mayAttend && (
        <CheckboxField
          control={control}
          name={name("practitioner")}
          label="Atiende pacientes"
          hint="Tiene columna en la agenda y se le pueden reservar citas."
        />
      )}
      {mayAttend && attends && (
        <FormSection title="Como profesional" hint="Así se lee en la agenda, en las notas y en lo impreso.">
          <FormGrid>
            <TextField
              control={control}
              name={name("specialty")}
              label="Especialidad"
              optional
              placeholder="Odontología general"
              autoComplete="off"
            />
            <TextField
              control={control}
              name={name("professional_registration")}
              label="Registro profesional"
              optional
              hint="Número del ACESS o de la SENESCYT."
              autoComplete="off"
            />
            <SelectField
              control={control}
              name={name("registration_kind")}
              label="Registrado como"
              options={KINDS}
              hint="Recetan médicos, odontólogos y obstetras."
            />
            <DateField
              control={control}
              name={name("registration_expires_on")}
              label="El registro vence"
              optional
              years
            />
          </FormGrid>
        </FormSection>
      )}
    </>
  );
}
