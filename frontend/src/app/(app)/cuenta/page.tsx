import type { Metadata } from "next";
import { AccountPage } from "@/features/cuenta";

export const metadata: Metadata = { title: "Mi cuenta" };

export default AccountPage;
