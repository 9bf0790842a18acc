import { cleanDocument, documentProblem, isCedula, isRuc } from "./identity";

describe("cédula", () => {
  it.each(["1710034065", "0926687856"])("%s is right", (value) => expect(isCedula(value)).toBe(true));
  it.each(["1710034066", "2510034065", "0010034065", "171003406", "17100340655", "171003406a", ""])(
    "%s is wrong",
    (value) => expect(isCedula(value)).toBe(false),
  );
});

describe("RUC", () => {
  it.each(["1710034065001", "1760001550001", "1793213150001", "1793189906001", "0993366721001"])(
    "%s is right",
    (value) => expect(isRuc(value)).toBe(true),
  );
  it.each(["1710034066001", "1710034065000", "1780001550001", "9993366721001", "171003406500"])(
    "%s is wrong",
    (value) => expect(isRuc(value)).toBe(false),
  );
});

it("says what is wrong in words", () => {
  expect(documentProblem("CEDULA", "1710034065")).toBeNull();
  expect(documentProblem("CEDULA", "1710034066")).toBe("El último dígito no corresponde.");
  expect(documentProblem("CEDULA", " ")).toBe("Complete este campo.");
  expect(documentProblem("CEDULA", "171")).toBe("La cédula tiene 10 dígitos.");
  expect(documentProblem("RUC", "17A")).toBe("Use solo números.");
  expect(documentProblem("CEDULA", "171003406-5")).toBeNull();
  expect(documentProblem("FOREIGN_CARD", "12.345.678-k")).toBeNull();
  expect(documentProblem("FOREIGN_CARD", "123")).toBe("Use de 4 a 20 letras o números.");
  expect(documentProblem("PASSPORT", "ı23456")).toBe("Use de 5 a 20 letras o números, sin espacios.");
  expect(documentProblem("PASSPORT", "AB1234")).toBeNull();
  expect(documentProblem("PASSPORT", "AB-123")).toBe("Use de 5 a 20 letras o números, sin espacios.");
});

it("stores a document without what is printed between its digits", () => {
  expect(cleanDocument("CEDULA", "\u202a171003406-5\u202c")).toBe("1710034065");
  expect(cleanDocument("FOREIGN_CARD", "12.345.678-k")).toBe("12345678K");
  expect(cleanDocument("PASSPORT", " ab1234 ")).toBe("AB1234");
});
