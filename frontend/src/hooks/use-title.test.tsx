import { render, waitFor } from "@testing-library/react";
import { useTitle } from "./use-title";

const Titled = ({ title }: { title: string | null }) => {
  useTitle(title);
  return null;
};

beforeEach(() => void (document.title = "Ficha · OmniClínica"));

describe("the tab's title", () => {
  it("stays who the page is about when the page's own arrives later, and gives way to the latest of it", async () => {
    const { rerender, unmount } = render(<Titled title={null} />);
    rerender(<Titled title="Ana Pérez · Ficha" />);
    expect(document.title).toBe("Ana Pérez · Ficha");

    document.title = "Ficha del paciente · OmniClínica";
    await waitFor(() => expect(document.title).toBe("Ana Pérez · Ficha"));

    unmount();
    expect(document.title).toBe("Ficha del paciente · OmniClínica");
  });

  it("is of what lies on top, and of the page again once that closes", () => {
    const page = render(<Titled title="Ana Pérez · Ficha" />);
    const sheet = render(<Titled title="Entrada 7" />);
    expect(document.title).toBe("Entrada 7");
    sheet.unmount();
    expect(document.title).toBe("Ana Pérez · Ficha");
    page.unmount();
    expect(document.title).toBe("Ficha · OmniClínica");
  });
});
