import { KpiStrip } from "@/components/patterns/kpi-strip";
import { renderPage, screen } from "@/testing/render";

it("mutes the sign of money, whoever wrote it, and leaves other figures as they are", () => {
  renderPage(
    <KpiStrip
      items={[
        { label: "Por entregar", value: "$717,75" },
        { label: "Resultado", value: "−$12,00" },
        { label: "Sesiones", value: "11" },
      ]}
    />,
    { at: "/" },
  );
  for (const sign of screen.getAllByText("$")) expect(sign).toHaveClass("text-muted-foreground");
  expect(screen.getAllByText("$")).toHaveLength(2);
  expect(screen.getByText((_, node) => node?.tagName === "SPAN" && node.textContent === "−$12,00")).toBeInTheDocument();
  expect(screen.getByText("11")).toBeInTheDocument();
});
