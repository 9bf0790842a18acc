"""What the operators' dashboards count."""


def active_users(db):
    return db.all("SELECT count(*) AS value FROM auth.users WHERE active")


def locked_users(db):
    return db.all("SELECT count(*) AS value FROM auth.users WHERE active AND locked_until > now()")
