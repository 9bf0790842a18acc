import { HomeRedirect } from "@/features/cuenta";

export default HomeRedirect;
