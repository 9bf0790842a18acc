export { AccountPage } from "./components/account-page";
export { ForcedPasswordPage } from "./components/forced-password-page";
export { HomeRedirect } from "./components/home-redirect";
export { LoginPage } from "./components/login-page";
