// SPDX-License-Identifier: Apache-2.0
#include "identity.h"

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslKey>
#include <QTemporaryDir>

namespace facteo::tests {
namespace {

Identity makeIdentity(const QString &folder, const QString &names)
{
    const auto key = folder + "/key.pem";
    const auto certificate = folder + "/cert.pem";
    QProcess openssl;
    openssl.start("openssl", {"req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                                 "-nodes", "-keyout", key, "-out", certificate, "-days", "2", "-subj",
                                 "/CN=facteo test", "-addext", "subjectAltName=" + names});
    if (!openssl.waitForFinished() || openssl.exitCode() != 0)
        qFatal("openssl makes no certificate: %s", openssl.readAllStandardError().constData());
    QFile file(key);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("openssl wrote no key");
    Identity made{.certificateFile = certificate.toStdString(), .tls = {}};
    made.tls.setPrivateKey(QSslKey(&file, QSsl::Ec));
    made.tls.setLocalCertificateChain(QSslCertificate::fromPath(certificate));
    made.tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    return made;
}

} // namespace

const Identity &localIdentity()
{
    static const QTemporaryDir folder;
    static const auto made = makeIdentity(folder.path(), "DNS:localhost,IP:127.0.0.1");
    return made;
}

const Identity &strangersIdentity()
{
    static const QTemporaryDir folder;
    static const auto made = makeIdentity(folder.path(), "DNS:localhost,IP:127.0.0.1");
    return made;
}

const Identity &elsewhereIdentity()
{
    static const QTemporaryDir folder;
    static const auto made = makeIdentity(folder.path(), "DNS:sms.example");
    return made;
}

} // namespace facteo::tests
