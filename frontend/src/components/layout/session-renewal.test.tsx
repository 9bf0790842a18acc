import { QueryClientProvider, useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useUnsaved } from "@/components/form/use-unsaved";
import { api, nothing } from "@/lib/api";
import { createQueryClient } from "@/lib/query-client";
import { meQuery } from "@/lib/session";
import { hasUnsaved } from "@/lib/unsaved";
import { someone } from "@/testing/me";
import { answer, refuse, render, screen, waitFor } from "@/testing/render";
import userEvent from "@testing-library/user-event";
import { SessionRenewal } from "./session-renewal";

function Page() {
  const [text, setText] = useState("");
  useUnsaved(text !== "");
  const save = useMutation({ mutationFn: () => api(nothing, "/x", { method: "POST", body: { text } }) });
  return (
    <>
      <textarea aria-label="Nota" value={text} onChange={(event) => setText(event.target.value)} />
      <button onClick={() => save.mutate()}>Guardar</button>
    </>
  );
}

function Frame({ onLeave }: { onLeave: () => void }) {
  const [ended, setEnded] = useState(false);
  const [client] = useState(() => {
    const made = createQueryClient({ onUnauthorized: () => (hasUnsaved() ? setEnded(true) : onLeave()) });
    made.setQueryData(meQuery.queryKey, someone());
    return made;
  });
  return (
    <QueryClientProvider client={client}>
      <Page />
      <SessionRenewal open={ended} onRenewed={() => setEnded(false)} onLeave={onLeave} />
    </QueryClientProvider>
  );
}

it("renews the session in place while something is not saved, and loses nothing", async () => {
  const user = userEvent.setup();
  const leave = jest.fn();
  refuse("post", "/x", 401);
  render(<Frame onLeave={leave} />);
  await user.type(screen.getByLabelText("Nota"), "Dolor desde ayer");
  await user.click(screen.getByRole("button", { name: "Guardar" }));

  expect(await screen.findByRole("dialog", { name: "Su sesión terminó" })).toBeInTheDocument();
  expect(screen.getByLabelText("Correo")).toHaveValue("paola@clinica.ec");
  refuse("post", "/auth/login", 401);
  await user.type(screen.getByLabelText("Contraseña"), "equivocada{Enter}");
  expect(await screen.findByText("La contraseña no coincide.")).toBeInTheDocument();

  const logins = answer("post", "/auth/login", { user: someone() });
  await user.clear(screen.getByLabelText("Contraseña"));
  await user.type(screen.getByLabelText("Contraseña"), "la buena{Enter}");
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  expect(logins[0]?.body).toEqual({ email: "paola@clinica.ec", password: "la buena" });
  expect(screen.getByLabelText("Nota")).toHaveValue("Dolor desde ayer");
  expect(leave).not.toHaveBeenCalled();
});

it("goes to the login when there is nothing to lose", async () => {
  const leave = jest.fn();
  refuse("post", "/x", 401);
  render(<Frame onLeave={leave} />);
  await userEvent.click(screen.getByRole("button", { name: "Guardar" }));
  await waitFor(() => expect(leave).toHaveBeenCalled());
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
});
