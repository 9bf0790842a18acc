import { properCase } from "./names";

it.each([
  ["ana pérez", "Ana Pérez"],
  ["ANA PÉREZ", "Ana Pérez"],
  ["maría josé de los ángeles", "María José de los Ángeles"],
  ["de la torre", "De la Torre"],
  ["vélez-santillán", "Vélez-Santillán"],
  ["o'brien", "O'Brien"],
  ["ñáñez", "Ñáñez"],
  ["McDonald", "McDonald"],
  ["Ana Pérez", "Ana Pérez"],
])("writes %s as %s", (typed, written) => expect(properCase(typed)).toBe(written));
