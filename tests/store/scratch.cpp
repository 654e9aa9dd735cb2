// SPDX-License-Identifier: Apache-2.0
#include "store/scratch.h"

#include "support/postgres_server.h"

namespace facteo::tests {

using namespace Qt::StringLiterals;

void bothDatabases()
{
    QTest::addColumn<QString>("engine");
    QTest::newRow("sqlite") << u"sqlite"_s;
    QTest::newRow("postgresql") << u"postgresql"_s;
}

Scratch::Scratch()
{
    QFETCH_GLOBAL(QString, engine);
    if (engine == "sqlite"_L1) {
        m_url = "sqlite:" + m_folder.filePath(u"facteo.sqlite"_s).toStdString();
        return;
    }
    auto &server = PostgresServer::instance();
    m_whyNot = server.whyNot();
    if (m_whyNot.isEmpty())
        m_url = server.newDatabase().toStdString();
}

std::unique_ptr<store::Database> Scratch::open(store::Access access) const
{
    return WORKED(store::Database::open(m_url, access));
}

} // namespace facteo::tests
