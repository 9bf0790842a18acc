import { HomeRedirect } from "@/features/cuenta/components/home-redirect";

export default HomeRedirect;
