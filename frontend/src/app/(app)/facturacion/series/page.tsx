import type { Metadata } from "next";
import { SeriesPage } from "@/features/series/components/series-page";

export const metadata: Metadata = { title: "Series de facturas" };

export default SeriesPage;
