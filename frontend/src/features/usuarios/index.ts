export { ClientsPage } from "./components/clients/clients-page";
export { EventsPage } from "./components/events/events-page";
export { RolePage } from "./components/roles/role-page";
export { RolesPage } from "./components/roles/roles-page";
export { UsersPage } from "./components/users/users-page";
