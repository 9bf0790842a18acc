import { NoPermission } from "@/components/patterns/state-panel";
import { renderPage, screen } from "@/testing/render";
import { permissionWords } from "./permissions";

it("says a permission in words, and leaves as it is what it does not know", () => {
  expect(permissionWords("logs:read")).toBe("«Registro: ver»");
  expect(permissionWords("clinic:write")).toBe("«Clínica: cambiar»");
  expect(permissionWords("planets:orbit")).toBe("planets:orbit");
});

it("names what a role lacks in words, within the sentence", async () => {
  renderPage(<NoPermission permission="logs:read" what="el registro" />);
  await screen.findByText("«Registro: ver»");
  const sentence = screen.getByText(/no incluye/);
  expect(sentence).toHaveTextContent("no incluye «Registro: ver». Lo asigna la administración.");
  expect(sentence).not.toHaveTextContent("logs:read");
});
