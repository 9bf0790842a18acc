import type { Metadata } from "next";
import { InventoryPage } from "@/features/inventario/components/inventory-page";

export const metadata: Metadata = { title: "Inventario" };
export default InventoryPage;
