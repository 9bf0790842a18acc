import type { Metadata } from "next";
import { ProductPage } from "@/features/inventario/components/product-page";

export const metadata: Metadata = { title: "Producto" };
export default ProductPage;
