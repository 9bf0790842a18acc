import type { Metadata } from "next";
import { InventoryPage } from "@/features/inventario";

export const metadata: Metadata = { title: "Inventario" };
export default InventoryPage;
