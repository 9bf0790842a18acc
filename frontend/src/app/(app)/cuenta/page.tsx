import type { Metadata } from "next";
import { AccountPage } from "@/features/cuenta/components/account-page";

export const metadata: Metadata = { title: "Mi cuenta" };

export default AccountPage;
