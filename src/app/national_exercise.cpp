// SPDX-License-Identifier: Apache-2.0
#include "national_exercise.h"

#include "child_process.h"
#include "embedded_hub.h"

#include <QFileInfo>
#include <format>

namespace facteo::app {

namespace {

constexpr int kPatienceMs = 3'000;
const auto kGateway = QStringLiteral("crowd");

QString qt(const std::filesystem::path &path)
{
    return QString::fromStdString(path.string());
}

} // namespace

NationalExercise::NationalExercise(DataFolder folder, int depots, int postmen, QObject *parent)
    : QObject(parent), m_folder(std::move(folder)), m_depots(depots), m_postmen(postmen)
{
    startClean(m_making, Bond::WithParent);
    startClean(m_crowd, Bond::WithParent); // two of the same would throw each other off the broker
    connect(&m_making, &QProcess::finished, this, [this](int code) {
        if (code == 0)
            emit prepared();
        else
            emit progress(
                tr("The country cannot be made: %1").arg(QString::fromUtf8(m_making.readAllStandardError())));
    });
    connect(&m_making, &QProcess::errorOccurred, this,
        [this] { emit progress(tr("The country cannot be made: %1").arg(m_making.errorString())); });
}

NationalExercise::~NationalExercise()
{
    for (auto *child : {&m_making, &m_crowd})
        if (child->state() != QProcess::NotRunning) {
            child->disconnect(this);
            child->terminate();
            child->waitForFinished(kPatienceMs);
        }
}

std::string NationalExercise::defaultFolder(int depots, int postmen)
{
    const auto folder = std::format("facteo-national-{}-{}", depots, postmen);
    return (dataFolder({}).root.parent_path() / folder).string();
}

QString NationalExercise::rosters() const
{
    return qt(m_folder.rosters());
}

QStringList NationalExercise::hubArguments()
{
    return {QStringLiteral("--house"), QStringLiteral("F-NATIONAL"), QStringLiteral("--gateway"), kGateway};
}

void NationalExercise::prepare()
{
    if (QFileInfo::exists(rosters())) {
        QMetaObject::invokeMethod(this, &NationalExercise::prepared, Qt::QueuedConnection);
        return;
    }
    emit progress(tr("First start: %1 postmen in %2 depots are being made up…").arg(m_postmen).arg(m_depots));
    m_making.setStandardInputFile(QProcess::nullDevice());
    m_making.start(siblingProgram(QStringLiteral("facteo")),
        {QStringLiteral("demo"), QStringLiteral("national"), rosters(), QStringLiteral("--depots"),
            QString::number(m_depots), QStringLiteral("--postmen"), QString::number(m_postmen)});
}

void NationalExercise::walk()
{
    if (m_crowd.state() != QProcess::NotRunning)
        return;
    const auto log = qt(m_folder.run() / "crowd.log");
    m_crowd.setStandardOutputFile(log);
    m_crowd.setStandardErrorFile(log, QIODevice::Append);
    m_crowd.setStandardInputFile(QProcess::nullDevice());
    m_crowd.start(siblingProgram(QStringLiteral("facteo-handset")),
        {QStringLiteral("--crowd"), rosters(), QStringLiteral("--gateway"),
            qt(m_folder.bundle(kGateway.toStdString()))});
}

} // namespace facteo::app
