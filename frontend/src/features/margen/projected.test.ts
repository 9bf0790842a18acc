import { toCsv } from "@/lib/csv";
import { PROJECTED_CSV, projectedOf } from "./projected";

it("what was projected and what was used leave as a spreadsheet", () => {
  const recipe = {
    treatment_id: 5,
    items: [
      {
        product_id: 4,
        sku: "RES-A2",
        name: "Resina A2",
        unit: "g",
        quantity: "0.750",
        unit_cost: "5.0000",
        cost: "3.75",
        usable_quantity: "20.000",
      },
    ],
    cost: "3.75",
    price: "45.00",
    margin: "41.25",
    version: 1,
  };
  const used = {
    product_id: 4,
    product_name: "Resina A2",
    unit: "g",
    lot_id: 1,
    lot_number: "R-1",
    expiry_date: null,
    unit_cost: "5.0000",
    quantity: "2.000",
    cost: "10.00",
  };
  const [head, row] = toCsv(PROJECTED_CSV, projectedOf(recipe, "2", [used]))
    .replace("\uFEFF", "")
    .split("\r\n");
  expect(head).toBe("Material;Unidad;Proyectado;Real;Diferencia;Costo proyectado;Costo real");
  expect(row).toBe("Resina A2;g;1,5;2;0,5;7,50;10,00");
});
