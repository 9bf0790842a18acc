import type { Metadata } from "next";
import { ProductPage } from "@/features/inventario";

export const metadata: Metadata = { title: "Producto" };
export default ProductPage;
