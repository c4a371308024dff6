@rem Runs Maven: an installed one, else the release that .mvn\wrapper\maven-wrapper.properties names.
@echo off
setlocal
set "ROOT=%~dp0"
where mvn >nul 2>&1
if %ERRORLEVEL%==0 (
    call mvn -f "%ROOT%pom.xml" %*
    exit /b %ERRORLEVEL%
)
for /f "tokens=1,* delims==" %%a in (%ROOT%.mvn\wrapper\maven-wrapper.properties) do if "%%a"=="distributionUrl" set "URL=%%b"
for %%f in ("%URL%") do set "NAME=%%~nf"
set "NAME=%NAME:-bin=%"
set "DISTS=%USERPROFILE%\.m2\wrapper\dists"
if not exist "%DISTS%\%NAME%\bin\mvn.cmd" (
    echo mvnw: downloading %NAME% 1>&2
    powershell -NoProfile -Command "$ErrorActionPreference='Stop'; $zip=Join-Path $env:TEMP '%NAME%.zip'; Invoke-WebRequest -UseBasicParsing '%URL%' -OutFile $zip; New-Item -Force -ItemType Directory '%DISTS%' | Out-Null; Expand-Archive -Force $zip '%DISTS%'; Remove-Item $zip" || exit /b 1
)
call "%DISTS%\%NAME%\bin\mvn.cmd" -f "%ROOT%pom.xml" %*
exit /b %ERRORLEVEL%
